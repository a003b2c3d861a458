package dev.inquest.collectors.spool;

import dev.inquest.collectors.host.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps events on disk while Kafka is away, at most so many bytes of them, and gives them back in
/// the order of their numbers.
///
/// Events of a kernel are forced to disk before [#append] returns, the others when the system finds
/// the time: all of them outlive a killed agent, the kernel's also a power failure. When the spool
/// is full, links, facts and restarts go first, then ordinary events of kernels, and what kernels
/// say around a panic last; each time the oldest segment of the kind.
///
/// Not for several threads, apart from the methods that say so.
public final class Spool {

    /// Under this name stretches are counted that could not be read any more.
    public static final String UNREADABLE = "unreadable";

    private final SpoolSettings settings;
    private final StateFile progressFile;
    private final Map<Worth, Lane> lanes = new EnumMap<>(Worth.class);
    private volatile Progress progress;
    private volatile Map<String, Long> unread = Map.of();
    private volatile long bytes;
    private long taken;

    private Spool(SpoolSettings settings) {
        this.settings = settings;
        this.progressFile = new StateFile(settings.directory().resolve("progress"));
        this.progress = Progress.read(progressFile);
        this.taken = progress.delivered();
    }

    /// Opens it with all that an earlier run left there.
    public static Spool open(SpoolSettings settings) throws IOException {
        var spool = new Spool(settings);
        for (var worth : Worth.values()) {
            spool.lanes.put(
                    worth,
                    Lane.open(
                            spool.directory(worth),
                            worth,
                            settings.segmentBytes(),
                            spool.progress.delivered(),
                            spool::lose));
        }
        spool.look();
        return spool;
    }

    private Path directory(Worth worth) {
        return settings.directory().resolve(worth.name().toLowerCase(Locale.ROOT));
    }

    /// Adds events, whose numbers go up; when it returns they are as safe as their worth demands.
    ///
    /// @throws IOException when the disk is full, read-only or broken; then some of them may have
    ///   been added, and adding them again makes no second delivery
    public void append(List<Stored> events) throws IOException {
        for (var worth : Worth.values()) {
            var own = events.stream().filter(event -> event.worth() == worth).toList();
            if (!own.isEmpty()) {
                append(worth, own);
            }
        }
        look();
    }

    private void append(Worth worth, List<Stored> events) throws IOException {
        var needed = events.stream().mapToLong(event -> event.size() + Frame.HEAD).sum();
        while (bytes() + needed > settings.maxBytes()) {
            if (needed > settings.maxBytes() || !makeRoom(worth)) {
                lose(countByTopic(events));
                return;
            }
            look();
        }
        lane(worth).append(events);
        look();
    }

    /// Drops the oldest of what is worth least, and nothing that is worth more than what comes.
    private boolean makeRoom(Worth coming) throws IOException {
        for (var worth : List.of(Worth.OTHER, Worth.KERNEL, Worth.PANIC)) {
            if (!worth.isMoreThan(coming) && lane(worth).drop()) {
                return true;
            }
        }
        return false;
    }

    /// Takes the oldest events out, in order: they must be delivered, then [#delivered].
    public List<Stored> take(int limit, int maxBytes) {
        var taking = new ArrayList<Stored>();
        var size = 0;
        while (taking.size() < limit && size < maxBytes) {
            var next = next();
            if (next.isEmpty()) {
                break;
            }
            taking.add(next.get());
            size += next.get().size();
        }
        look();
        return taking;
    }

    private Optional<Stored> next() {
        var next =
                lanes.values().stream()
                        .filter(lane -> lane.peek(taken).isPresent())
                        .min(Comparator.comparingLong(lane -> number(lane)));
        return next.flatMap(lane -> {
            var event = lane.peek(taken);
            lane.take();
            return event;
        });
    }

    private long number(Lane lane) {
        return lane.peek(taken).map(Stored::number).orElse(Long.MAX_VALUE);
    }

    /// Everything up to this number has reached Kafka: it will not be given out again, not even
    /// after a restart.
    public void delivered(long upTo) throws IOException {
        taken = Math.max(taken, upTo);
        progress = progress.delivered(upTo);
        for (var lane : lanes.values()) {
            lane.forget(progress.delivered());
        }
        progress.write(progressFile);
        look();
    }

    private void lose(Map<String, Long> events) {
        progress = progress.lost(events);
        try {
            progress.write(progressFile);
        } catch (IOException e) {
            // The count lives on in memory, and is written with the next progress.
        }
    }

    private static Map<String, Long> countByTopic(List<Stored> events) {
        var counts = new TreeMap<String, Long>();
        events.forEach(event -> counts.merge(event.topic(), 1L, Long::sum));
        return counts;
    }

    /// Keeps the text of a schema, without which a body cannot be read after an upgrade.
    public void keepSchema(long fingerprint, String schema) throws IOException {
        var file = schemaFile(fingerprint);
        if (!Files.exists(file)) {
            Files.createDirectories(settings.directory().resolve("schemas"));
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, schema, StandardCharsets.UTF_8);
            Files.move(fresh, file);
        }
    }

    /// The text of a schema that was kept.
    public Optional<String> schema(long fingerprint) {
        try {
            return Optional.of(Files.readString(schemaFile(fingerprint), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path schemaFile(long fingerprint) {
        return settings.directory().resolve("schemas").resolve("%016x.avsc".formatted(fingerprint));
    }

    /// The number after which new events must be numbered.
    public long highest() {
        return lanes.values().stream()
                .mapToLong(Lane::highest)
                .reduce(progress.delivered(), Math::max);
    }

    /// Whether nothing waits here; from any thread.
    public boolean isEmpty() {
        return unread.isEmpty();
    }

    /// How many events of each topic wait here; from any thread.
    public Map<String, Long> waiting() {
        return unread;
    }

    /// How many bytes of disk it takes; from any thread.
    public long bytes() {
        return bytes;
    }

    /// How many events of each topic are lost since the spool was made; from any thread.
    public Map<String, Long> lost() {
        return progress.lost();
    }

    private void look() {
        bytes = lanes.values().stream().mapToLong(Lane::bytes).sum();
        var all = new TreeMap<String, Long>();
        for (var lane : lanes.values()) {
            lane.unread().forEach((topic, count) -> all.merge(topic, count, Long::sum));
        }
        unread = Map.copyOf(all);
    }

    private Lane lane(Worth worth) {
        var lane = lanes.get(worth);
        if (lane == null) {
            throw new IllegalStateException("the spool is not open");
        }
        return lane;
    }
}
