package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.aftermath.Past.Origin;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Looks after each start, and every minute, for what a crash left behind, and publishes it once.
public final class AftermathCollector implements AutoCloseable {

    /// The names of its sources in the heartbeat's list of blind sources.
    public static final String PSTORE = "pstore";

    public static final String KDUMP = "kdump";

    private static final Duration SAVING = Duration.ofSeconds(1);

    /// Where the events go, whose they are, and the boot in which they are read.
    public record Destination(
            NodeKey node,
            String bootId,
            Instant bootedAt,
            Topic<KernelEvent> topic,
            Publisher publisher) {}

    private final AftermathSettings settings;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final CrashLedger ledger;
    private final SeenFiles seen;
    private final BootHistory boots;
    private final Past past;
    private final PstoreSource pstore;
    private final KdumpSource kdump;
    private final Map<String, String> blind = new ConcurrentHashMap<>();
    private final Queue<Path> removable = new ConcurrentLinkedQueue<>();
    private final Rounds looking;
    private final Rounds saving;

    private AftermathCollector(
            AftermathSettings settings,
            Destination to,
            BootHistory boots,
            CrashLedger ledger,
            InstantSource time,
            CollectorObserver observer) {
        this.settings = settings;
        this.time = time;
        this.observer = observer;
        this.ledger = ledger;
        this.boots = boots;
        this.seen = new SeenFiles(settings.state().resolve("aftermath.seen"));
        this.past = new Past(to.node(), to.topic(), to.publisher(), ledger, time);
        this.pstore = new PstoreSource(observer);
        this.kdump = new KdumpSource(past, boots, seen);
        this.looking = Rounds.every(settings.interval(), "aftermath", this::look, observer);
        this.saving = Rounds.every(SAVING, "aftermath-seen", this::save, observer);
    }

    /// Begins with a first look at once.
    ///
    /// @param ledger also remembers what the kernel log's collector publishes
    public static AftermathCollector start(
            AftermathSettings settings,
            Destination to,
            CrashLedger ledger,
            InstantSource time,
            CollectorObserver observer) {
        observer.started("aftermath", settings.pstore() + ", " + settings.crashes());
        return new AftermathCollector(
                settings, to, boots(settings, to, observer), ledger, time, observer);
    }

    private static BootHistory boots(
            AftermathSettings settings, Destination to, CollectorObserver observer) {
        var file = settings.state().resolve("boots");
        try {
            return BootHistory.open(file, to.bootId(), to.bootedAt());
        } catch (IOException e) {
            observer.roundFailed("aftermath", e);
            return BootHistory.only(to.bootId(), to.bootedAt());
        }
    }

    /// The sources that cannot be read, by name, and why.
    public Map<String, String> blind() {
        return new TreeMap<>(blind);
    }

    private void look() {
        remove();
        var own = Leftovers.below(settings.pstore());
        var moved = Leftovers.below(settings.movedPstore());
        tell(PSTORE, own.blind().or(moved::blind));
        pstore.lives(own).forEach(life -> publish(life, life.at(), settings.removePstore()));
        pstore.lives(moved).forEach(life -> publish(life, beforeThisBoot(life), false));
        var crashes = Leftovers.below(settings.crashes());
        tell(KDUMP, crashes.blind());
        CrashDirectory.of(crashes).forEach(crash -> read(() -> kdump.read(crash, time.instant())));
        settings.logs().forEach(log -> read(() -> kdump.readServiceLog(log)));
    }

    /// systemd moves files at the start of a boot, and what it moved is of an earlier one.
    private Instant beforeThisBoot(PstoreLife life) {
        var before = boots.beforeThisBoot();
        return life.at().isAfter(before) ? before : life.at();
    }

    private void publish(PstoreLife life, Instant at, boolean remove) {
        if (seen.containsAll(life.fingerprints())) {
            return;
        }
        var name = "pstore/" + life.fingerprints().getLast();
        var origin = new Origin(KernelSource.PSTORE, name, boots.at(at), at);
        var accepted = past.text(origin, life.lines());
        seen.addWhen(accepted, life.fingerprints());
        if (remove) {
            var _ = accepted.thenRun(() -> removable.addAll(life.paths()));
        }
    }

    private void remove() {
        for (var file = removable.poll(); file != null; file = removable.poll()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                observer.fileIgnored(file.toString(), "cannot be removed: " + e.getMessage());
            }
        }
    }

    /// One file that cannot be read keeps no other from being read.
    private interface Reading {
        void read() throws IOException;
    }

    private void read(Reading reading) {
        try {
            reading.read();
        } catch (IOException e) {
            observer.roundFailed("aftermath", e);
        }
    }

    private void tell(String source, Optional<String> why) {
        if (why.isPresent() && blind.put(source, why.get()) == null) {
            observer.blind(source, why.get());
        }
        if (why.isEmpty() && blind.remove(source) != null) {
            observer.seeing(source);
        }
    }

    private void save() {
        try {
            seen.save();
            ledger.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looking.close();
        saving.close();
        remove();
        try {
            save();
        } catch (UncheckedIOException e) {
            observer.roundFailed("aftermath", e);
        }
        observer.stopped("aftermath");
    }
}
