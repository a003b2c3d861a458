package dev.inquest.collectors.console;

import dev.inquest.collectors.console.ConsoleFile.Start;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Follows serial consoles that something else writes to files, one thread for all of them.
///
/// A restart goes on where Kafka's acceptance ended, but the crash reader begins anew: a report
/// that was cut in two by the restart is seen by its second half only. Content of before the start
/// is published as held since the file was last written.
public final class ConsoleCollector implements AutoCloseable {

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int CHUNK = 64 << 10;

    private final ConsoleSettings settings;
    private final Topic<KernelEvent> topic;
    private final Publisher publisher;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final ConsolePositions positions;
    private final ConsoleDirectory directory;
    private final Map<Path, ConsoleFile> open = new ConcurrentHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] bytes = new byte[CHUNK];
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private boolean firstLook = true;
    private Optional<Rounds> rounds = Optional.empty();

    private ConsoleCollector(
            ConsoleSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        this.settings = settings;
        this.topic = topic;
        this.publisher = publisher;
        this.time = time;
        this.observer = observer;
        this.positions = new ConsolePositions(settings.positionFile());
        this.directory = new ConsoleDirectory(settings, observer);
    }

    /// Begins to follow at once.
    ///
    /// @param time stamps each line as it is read
    public static ConsoleCollector start(
            ConsoleSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        var collector = new ConsoleCollector(settings, topic, publisher, time, observer);
        observer.started("console", what(settings));
        collector.look();
        collector.rounds =
                Optional.of(Rounds.every(settings.poll(), "console", collector::round, observer));
        return collector;
    }

    /// From where reading would go on after a restart: everything in the file before this place was
    /// read, and Kafka has accepted what it meant. Empty while the file is not followed.
    public Optional<Long> caughtUpTo(Path file) {
        return Optional.ofNullable(open.get(file)).map(known -> known.position().offset());
    }

    /// Whether every console was read to its present end and all it meant was accepted. A line
    /// without an end counts once it has waited long enough.
    public boolean isCaughtUp() {
        return open.keySet().containsAll(directory.consoles().keySet())
                && open.values().stream().allMatch(ConsoleFile::isCaughtUp);
    }

    private void round() {
        if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
            look();
            save();
        }
        open.forEach(this::read);
    }

    private void read(Path path, ConsoleFile file) {
        try {
            file.read(buffer, bytes, settings.partialLine());
        } catch (IOException e) {
            observer.fileIgnored(path.toString(), String.valueOf(e.getMessage()));
            forget(path, file);
        }
    }

    private void look() {
        lookedAt = System.nanoTime();
        var consoles = directory.consoles();
        consoles.forEach(this::follow);
        firstLook = false;
        open.forEach((path, file) -> {
            try {
                file.look();
            } catch (IOException e) {
                observer.fileIgnored(path.toString(), String.valueOf(e.getMessage()));
            }
            if (directory.isGone(path, consoles)) {
                forget(path, file);
            }
        });
    }

    private void follow(Path path, NodeKey node) {
        if (open.containsKey(path) || open.size() >= ConsoleSettings.MAX_FILES) {
            return;
        }
        try {
            var to = new KernelText.Destination(node, topic, publisher, time);
            var stream = new ConsoleStream(to);
            open.put(path, ConsoleFile.open(path, stream, start(path)));
            directory.canBeRead(path);
        } catch (IOException e) {
            directory.cannotBeRead(path, e);
        }
    }

    /// Goes on where it ended; a file that is new since the start is read from its beginning.
    private Start start(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        var id = ConsoleFile.idOf(attributes);
        var size = attributes.size();
        var before =
                positions
                        .of(path)
                        .filter(known -> known.fileId().equals(id) && known.offset() <= size);
        if (before.isPresent()) {
            return new Start(id, before.get().offset(), size, lastWritten(attributes));
        }
        if (firstLook) {
            var from = Math.max(0, size - settings.history());
            return new Start(id, from, size, lastWritten(attributes));
        }
        return new Start(id, 0, 0, Instant.MAX);
    }

    private static Instant lastWritten(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant();
    }

    private void forget(Path path, ConsoleFile file) {
        open.remove(path);
        try {
            file.close();
        } catch (IOException e) {
            observer.fileIgnored(path.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void save() {
        var now = new HashMap<Path, ConsolePositions.Position>();
        open.forEach((path, file) -> now.put(path, file.position()));
        try {
            positions.write(now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String what(ConsoleSettings settings) {
        if (settings.files().isEmpty() && settings.directories().size() == 1) {
            return settings.directories().getFirst().toString();
        }
        return "%d directories, %d files"
                .formatted(settings.directories().size(), settings.files().size());
    }

    /// Ends after the round under way, and keeps the positions. What was added since is read after
    /// the next start.
    @Override
    public void close() {
        rounds.ifPresent(Rounds::close);
        try {
            save();
        } catch (UncheckedIOException e) {
            observer.roundFailed("console", e);
        }
        Map.copyOf(open).forEach(this::forget);
        observer.stopped("console");
    }
}
