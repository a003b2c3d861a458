package dev.inquest.collectors.publish;

import dev.inquest.collectors.publish.KafkaPublisher.NotPublished;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;

/// Holds a flood of one kind back, so that an agent on a sick node stays small and the others keep
/// their share of Kafka; what is held back is counted, exactly.
///
/// Each kind has a budget of its own that fills up again with time. A kind is a topic; of kernel
/// events it is topic and kind of event, so that a storm of warnings does not hide a panic.
///
/// An event that is held back is settled: to try again would only lengthen the flood. A whole
/// present fails, so that its collector tells it again, or a newer one.
public final class Throttle implements Publisher {

    /// How many of a kind may come at once, and how many for good in each second.
    public record Rate(int burst, int perSecond) {

        /// Far above a bad day, far below what could harm.
        public static final Rate DEFAULT = new Rate(500, 20);

        public Rate {
            if (burst < 1 || perSecond < 1) {
                throw new IllegalArgumentException("a rate must let something through");
            }
        }
    }

    private record Budget(double left, long at) {}

    private final Publisher publisher;
    private final Rate rate;
    private final LongSupplier nanos;
    // Guards budgets and suppressed: collectors publish from threads of their own.
    private final Object lock = new Object();
    private final Map<String, Budget> budgets = new HashMap<>();
    private final Map<String, Long> suppressed = new TreeMap<>();

    /// @param nanos the monotonic clock
    public Throttle(Publisher publisher, Rate rate, LongSupplier nanos) {
        this.publisher = publisher;
        this.rate = rate;
        this.nanos = nanos;
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        if (event instanceof Heartbeat || mayPass(kind(topic, event))) {
            return publisher.publish(topic, key, at, event);
        }
        return isWholePresent(event)
                ? CompletableFuture.failedFuture(new NotPublished("too many of the kind came"))
                : CompletableFuture.completedFuture(null);
    }

    private static boolean isWholePresent(SpecificRecord event) {
        return switch (event) {
            case NodeFacts _, NodeLinks _ -> true;
            default -> false;
        };
    }

    private static String kind(Topic<?> topic, SpecificRecord event) {
        return switch (event) {
            case KernelEvent kernel -> topic.shortName() + "/" + kernel.getKind();
            default -> topic.shortName();
        };
    }

    private boolean mayPass(String kind) {
        synchronized (lock) { // guards budgets and suppressed
            var now = nanos.getAsLong();
            var budget = budgets.getOrDefault(kind, new Budget(rate.burst(), now));
            var earned = (now - budget.at()) * (double) rate.perSecond() / SECOND;
            var left = Math.min(rate.burst(), budget.left() + earned);
            var passes = left >= 1;
            budgets.put(kind, new Budget(passes ? left - 1 : left, now));
            if (!passes) {
                suppressed.merge(kind, 1L, Long::sum);
            }
            return passes;
        }
    }

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    @Override
    public Losses losses() {
        synchronized (lock) { // guards suppressed
            return publisher.losses().and(new Losses(Map.of(), Map.copyOf(suppressed)));
        }
    }

    @Override
    public void flush() {
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
