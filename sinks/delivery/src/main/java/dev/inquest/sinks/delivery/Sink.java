package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A sink at work: findings from Kafka to one receiver, on a thread of its own, until it is closed.
/// Whatever goes wrong with Kafka, it begins again from what was committed.
public final class Sink implements AutoCloseable {

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(4);

    /// An instance that dies without a word is replaced after so long.
    private static final int TAKEN_OVER_AFTER_MS = 10_000;

    private final SinkSettings settings;
    private final Receiver receiver;
    private final Findings findings;
    private final InstantSource clock;
    private final SinkObserver observer;
    private final Vitals vitals;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    private Sink(
            SinkSettings settings,
            Receiver receiver,
            Findings findings,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.receiver =
                receiver.wakes() && !settings.page()
                        ? new Shadow(settings.name(), receiver, observer)
                        : receiver;
        this.findings = findings;
        this.clock = clock;
        this.observer = observer;
        this.vitals = new Vitals(settings.name(), settings.page() || !receiver.wakes());
        this.thread =
                Thread.ofPlatform().name("sink-" + settings.name()).daemon().unstarted(this::run);
    }

    /// Starts it; it comes up by itself, Kafka there or not.
    ///
    /// @param receiver closed with the sink
    public static Sink start(
            SinkSettings settings,
            Receiver receiver,
            Findings findings,
            InstantSource clock,
            SinkObserver observer) {
        var sink = new Sink(settings, receiver, findings, clock, observer);
        sink.thread.start();
        return sink;
    }

    private void run() {
        try (receiver) {
            while (!isEnding()) {
                live();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether this instance has the findings, as of the last second; another one of its group may.
    public boolean isActive() {
        return vitals.isActive();
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    private void live() throws InterruptedException {
        // Closed in reverse: nothing is under way any more when the group learns of it.
        try (var consumer = consumer(group(isPaging()));
                var deadLetters = new DeadLetters(settings.name(), findings);
                var telling = new Telling(settings.name(), receiver, clock)) {
            var beats = new Beats(settings, receiver, findings.topics(), vitals, clock, observer);
            var position = new Position(consumer, findings.partition(), this::shadowedTo);
            var reading =
                    new Reading(
                            settings.name(),
                            findings,
                            consumer,
                            deadLetters,
                            vitals,
                            clock,
                            observer);
            var parts = new Session.Parts(position, reading, telling, deadLetters, beats, vitals);
            new Session(settings, receiver, findings.partition(), consumer, parts, clock, observer)
                    .run(this::isEnding);
        } catch (KafkaException e) {
            interrupted("Kafka: " + e.getMessage());
        } catch (RuntimeException e) {
            interrupted("fault: " + e);
        }
    }

    private void interrupted(String why) throws InterruptedException {
        var now = clock.instant();
        vitals.failed(why, now);
        observer.interrupted(settings.name(), why);
        observer.health(vitals.interrupted(now));
        var _ = ending.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isPaging() {
        return !(receiver instanceof Shadow);
    }

    /// In shadow the position is another: what was read there was told to nobody.
    private String group(boolean paging) {
        var group = findings.group(settings.name());
        return paging ? group : group + ".shadow";
    }

    private long shadowedTo() {
        if (!isPaging() || !receiver.wakes()) {
            return 0;
        }
        try (var shadow = consumer(group(false))) {
            return Position.committed(shadow, findings.partition())
                    .map(OffsetAndMetadata::offset)
                    .orElse(0L);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                config(group), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> config(String group) {
        var config = new HashMap<>(findings.client());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, TAKEN_OVER_AFTER_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, TAKEN_OVER_AFTER_MS / 4);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    /// Ends after what is under way, within a few seconds; what was not told is told at the next
    /// start.
    @Override
    public void close() {
        ending.countDown();
        try {
            if (!thread.join(CLOSED_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
