package dev.inquest.collectors.cluster;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.PodRestart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Hands events to the publisher no faster than Kafka takes them: a cluster of twenty thousand
/// nodes is told at the start, and the publisher's line is shorter than that.
///
/// Whole presents need no queue, who publishes them waits for room; restarts queue here.
final class Outbox {

    /// Events handed over and not yet accepted.
    static final int UNDER_WAY = 4_096;

    /// Restarts that may wait.
    static final int QUEUE = 20_000;

    private record Waiting(String key, PodRestart restart, long nanos) {}

    private final Publisher publisher;
    private final Topic<PodRestart> pods;
    private final LongSupplier nanos;
    private final CollectorObserver observer;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    // Guards the queue: the watch adds, the round takes.
    private final Object lock = new Object();
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long lost;

    Outbox(
            Publisher publisher,
            Topic<PodRestart> pods,
            LongSupplier nanos,
            CollectorObserver observer) {
        this.publisher = publisher;
        this.pods = pods;
        this.nanos = nanos;
        this.observer = observer;
    }

    /// Whether one more event may be handed over.
    boolean hasRoom() {
        return room.availablePermits() > 0;
    }

    /// Publishes a whole present; who asks has looked for room.
    ///
    /// @param failed is called when it will never arrive
    <V extends SpecificRecord> void publish(
            Topic<V> topic, String key, Instant now, V event, Runnable failed) {
        room.acquireUninterruptibly();
        var _ =
                publisher
                        .publish(topic, key, now, event)
                        .whenComplete((nothing, failure) -> {
                            room.release();
                            if (failure != null) {
                                failed.run();
                            }
                        });
    }

    /// A restart is to be told; beyond the bound it is lost and counted.
    void add(String key, PodRestart restart) {
        synchronized (lock) { // guards queue and lost
            if (queue.size() >= QUEUE) {
                lost++;
                return;
            }
            queue.add(new Waiting(key, restart, nanos.getAsLong()));
        }
    }

    /// Hands over what waits, as far as there is room.
    void flush(Instant now) {
        var waiting = next();
        while (waiting != null) {
            publish(pods, waiting.key(), now, held(waiting), () -> {});
            waiting = next();
        }
    }

    private @Nullable Waiting next() {
        long gone;
        Waiting first;
        synchronized (lock) { // guards queue and lost
            gone = lost;
            lost = 0;
            first = hasRoom() ? queue.poll() : null;
        }
        if (gone > 0) {
            observer.gap("cluster pods", gone);
        }
        return first;
    }

    private PodRestart held(Waiting waiting) {
        var waited = Duration.ofNanos(nanos.getAsLong() - waiting.nanos()).toMillis();
        var held = waiting.restart().getHeldForMs() + waited;
        return PodRestart.newBuilder(waiting.restart()).setHeldForMs(held).build();
    }
}
