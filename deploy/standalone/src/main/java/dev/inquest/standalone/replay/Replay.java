package dev.inquest.standalone.replay;

import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.topology.ReplayRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plays recorded events and raw logs through detection, in the order of their times, with no
/// broker.
public final class Replay {

    private final Optional<NodeKey> node;
    private final KnownIssues known;
    private final Advisories advisories;
    private final ReplayObserver observer;

    /// @param node whose the raw logs are
    public Replay(
            Optional<NodeKey> node,
            KnownIssues known,
            Advisories advisories,
            ReplayObserver observer) {
        this.node = node;
        this.known = known;
        this.advisories = advisories;
        this.observer = observer;
    }

    /// Whether a file can be played only if it is known whose log it is.
    public static boolean needsNode(Path file) throws IOException {
        return switch (FileKind.of(file)) {
            case CONSOLE, KMSG -> true;
            case EVENTS, EMPTY -> false;
        };
    }

    /// Plays the files to their end and lets the clock run on until nothing is pending.
    public ReplayRun run(List<Path> files) throws IOException {
        var open = new ArrayList<Recording>();
        try {
            var from = earliest(files);
            for (var file : files) {
                open(file, from).ifPresent(open::add);
            }
            return play(new Merge(open));
        } finally {
            for (var recording : open) {
                recording.close();
            }
        }
    }

    private ReplayRun play(Merge merge) throws IOException {
        var run = new ReplayRun(known, advisories);
        for (var next = merge.next(); next.isPresent(); next = merge.next()) {
            apply(run, next.get());
        }
        run.finish();
        return run;
    }

    private void apply(ReplayRun run, Recorded recorded) {
        try {
            switch (recorded) {
                case Recorded.Event(_, var at, var topic, var key, var value) ->
                        run.apply(topic, key, at, value);
                case Recorded.LineRead(_, var at, var name) -> run.lineRead(name, at);
            }
        } catch (IllegalArgumentException e) {
            observer.broken(recorded.place(), String.valueOf(e.getMessage()));
        }
    }

    private Optional<Recording> open(Path file, Instant from) throws IOException {
        return switch (FileKind.of(file)) {
            case EVENTS -> Optional.of(new EventLines(file, observer));
            case CONSOLE -> Optional.of(rawLog(file, KernelSource.SERIAL, from));
            case KMSG -> Optional.of(rawLog(file, KernelSource.KMSG, from));
            case EMPTY -> Optional.empty();
        };
    }

    private Recording rawLog(Path file, KernelSource source, Instant from) throws IOException {
        var owner = node.orElseThrow(() -> new IllegalArgumentException("whose log is " + file));
        return new RawLog(file, owner, source, from, observer);
    }

    /// Logs without receive times begin together with the first event.
    private static Instant earliest(List<Path> files) throws IOException {
        var earliest = Optional.<Instant>empty();
        for (var file : files) {
            if (FileKind.of(file) == FileKind.EVENTS) {
                earliest = earlier(earliest, firstOf(file));
            }
        }
        return earliest.orElse(Instant.EPOCH);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> firstOf(Path file) throws IOException {
        try (var events = new EventLines(file, new ReplayObserver() {})) {
            return events.next().map(Recorded::at);
        }
    }
}
