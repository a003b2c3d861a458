package dev.inquest.collectors.publish;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.Stored;
import dev.inquest.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// All that waits for Kafka: the spool, which holds the older events, and the line behind it.
///
/// Events move to the spool when Kafka makes them wait. Only one thread touches the disk, and
/// nobody waits long for it: evidence of a machine whose disk hangs must not hang with it. When the
/// disk fails, events wait in the line instead.
final class Backlog implements AutoCloseable {

    static final int WINDOW = 256;
    static final int WINDOW_BYTES = 256 << 10;

    /// Kafka is away when it has left a window without an answer for so long.
    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final Duration TEND = Duration.ofMillis(200);
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration TRY_DISK_AGAIN = Duration.ofSeconds(10);
    private static final int CHUNK_BYTES = 32 << 10;

    private final Line line;
    private final Optional<Spool> spool;
    private final EventBodies bodies;
    private final Function<String, Optional<Topic<? extends SpecificRecord>>> topics;
    private final CollectorObserver observer;
    private final Optional<ScheduledThreadPoolExecutor> disk;
    private volatile Window window = Window.NONE;
    private volatile long windowSince = System.nanoTime();
    private volatile boolean away;
    private volatile Window leftover = Window.NONE;
    private volatile boolean broken;
    private long brokenSince;
    private Map<String, Long> toldLost;

    /// @param topics the topic of a short name
    Backlog(
            Line line,
            Optional<Spool> spool,
            EventBodies bodies,
            Function<String, Optional<Topic<? extends SpecificRecord>>> topics,
            CollectorObserver observer) {
        this.line = line;
        this.spool = spool;
        this.bodies = bodies;
        this.topics = topics;
        this.observer = observer;
        this.toldLost = spool.map(Spool::lost).orElse(Map.of());
        this.disk = spool.map(_ -> thread());
        disk.ifPresent(executor -> {
            var _ =
                    executor.scheduleWithFixedDelay(
                            this::tend, TEND.toMillis(), TEND.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private static ScheduledThreadPoolExecutor thread() {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("spool").factory());
    }

    /// The oldest events; they stay with the caller until [#arrived].
    Window next() throws InterruptedException {
        var next = disk.isEmpty() ? Optional.of(fromLine(true)) : fromDisk();
        var found = next.orElseGet(() -> fromLine(false));
        windowSince = System.nanoTime();
        window = found;
        return found;
    }

    private Window fromLine(boolean oldest) {
        var first = line.first(WINDOW, WINDOW_BYTES);
        line.remove(first);
        return new Window(first, oldest);
    }

    /// Empty when the disk hangs. What it gives after all is kept for the next time.
    private Optional<Window> fromDisk() throws InterruptedException {
        var handed = new CompletableFuture<Window>();
        onDisk(from -> {
            var next = leftover.isEmpty() ? taken(from) : leftover;
            leftover = handed.complete(next) ? Window.NONE : next;
        });
        try {
            return Optional.of(handed.get(DISK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return given(handed, e);
        } catch (InterruptedException e) {
            window = given(handed, e).orElse(window);
            throw e;
        }
    }

    /// What was handed over in the last moment; if nothing was, it will be kept.
    private static Optional<Window> given(CompletableFuture<Window> handed, Exception why) {
        return handed.completeExceptionally(why)
                ? Optional.empty()
                : Optional.of(handed.getNow(Window.NONE));
    }

    private Window taken(Spool from) {
        var stored = from.take(WINDOW, WINDOW_BYTES);
        if (stored.isEmpty()) {
            return fromLine(true);
        }
        return new Window(stored.stream().flatMap(one -> waiting(one).stream()).toList(), true);
    }

    /// An event of a topic that this version does not know cannot be delivered by it.
    private Optional<Waiting> waiting(Stored stored) {
        var topic = topics.apply(stored.topic());
        if (topic.isEmpty()) {
            observer.publishFailed(stored.topic(), "the topic is not known to this version");
        }
        return topic.map(known -> new Waiting(stored, known));
    }

    /// Kafka has the whole window.
    void arrived(Window arrived) {
        window = Window.NONE;
        away = false;
        if (arrived.oldest() && !arrived.isEmpty()) {
            onDisk(on -> {
                if (on.bytes() > 0) {
                    on.delivered(arrived.last());
                }
            });
        }
    }

    /// Kafka did not take what it was given.
    void isAway() {
        away = true;
    }

    private void onDisk(DiskWork work) {
        disk.ifPresent(executor -> {
            try {
                executor.execute(() -> guarded(work));
            } catch (RejectedExecutionException e) {
                // Closed: what is not delivered by now comes with the next start.
            }
        });
    }

    /// Something to be done by the one thread that touches the disk.
    private interface DiskWork {
        void on(Spool spool) throws IOException;
    }

    private void guarded(DiskWork work) {
        try {
            work.on(spool.orElseThrow());
            if (broken) {
                broken = false;
                observer.spoolWorks();
            }
        } catch (IOException | RuntimeException e) {
            brokenSince = System.nanoTime();
            if (!broken) {
                broken = true;
                observer.spoolFails(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        spool.ifPresent(this::tellLost);
    }

    private void tend() {
        if (mustSpool() && !(broken && within(brokenSince, TRY_DISK_AGAIN))) {
            guarded(this::spoolAll);
        }
    }

    private boolean mustSpool() {
        return away
                || (!window.isEmpty() && !within(windowSince, AWAY))
                || line.size() > Line.LIMIT / 4
                || !spool.map(Spool::isEmpty).orElse(true);
    }

    /// What was taken out of the line first: it is older than the line.
    private void spoolAll(Spool to) throws IOException {
        keep(takenOut().filter(one -> !one.safe().isDone()).toList(), to);
        while (true) {
            var first = line.first(WINDOW, CHUNK_BYTES);
            if (first.isEmpty()) {
                return;
            }
            keep(first, to);
            line.remove(first);
        }
    }

    private void keep(List<Waiting> events, Spool to) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        for (var schema : events.stream().map(one -> one.event().schema()).distinct().toList()) {
            bodies.keep(schema, to);
        }
        to.append(events.stream().map(Waiting::event).toList());
        events.forEach(one -> one.safe().complete(null));
    }

    private void tellLost(Spool from) {
        var lost = from.lost();
        if (lost.equals(toldLost)) {
            return;
        }
        lost.forEach((topic, count) -> {
            var more = count - toldLost.getOrDefault(topic, 0L);
            if (more > 0) {
                observer.spoolDropped(topic, more);
            }
        });
        toldLost = lost;
    }

    private static boolean within(long since, Duration span) {
        return System.nanoTime() - since < span.toNanos();
    }

    private Stream<Waiting> takenOut() {
        return Stream.concat(leftover.events().stream(), window.events().stream())
                .distinct()
                .sorted(Comparator.comparingLong(Waiting::number));
    }

    /// What neither Kafka nor the disk has.
    List<Waiting> inMemory() {
        return Stream.concat(
                        window.events().stream(), line.first(Line.LIMIT, Long.MAX_VALUE).stream())
                .filter(one -> !one.safe().isDone())
                .toList();
    }

    /// Whether nothing waits.
    boolean isEmpty() {
        return window.isEmpty() && line.size() == 0 && spool.map(Spool::isEmpty).orElse(true);
    }

    /// Puts everything on disk that still waits in memory; what does not get there within a second
    /// stays in the line.
    @Override
    public void close() {
        onDisk(this::spoolAll);
        disk.ifPresent(executor -> {
            executor.shutdown();
            try {
                var _ = executor.awaitTermination(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
