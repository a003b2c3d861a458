package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A sink at work: findings from Kafka to one receiver, on a thread of its own, until it is closed.
/// Whatever goes wrong, it begins again from what was committed, ever more rarely.
public final class Sink implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(4);

    /// An instance that dies without a word is replaced after so long.
    private static final int TAKEN_OVER_AFTER_MS = 10_000;

    private final SinkSettings settings;
    private final Receiver receiver;
    private final Findings findings;
    private final InstantSource clock;
    private final SinkObserver observer;
    private final Vitals vitals;
    private final Mode mode;
    private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    private Sink(
            SinkSettings settings,
            Receiver receiver,
            Findings findings,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.mode = Mode.of(settings, receiver);
        this.receiver = mode.sends() ? receiver : new Shadow(settings.name(), receiver, observer);
        this.findings = findings;
        this.clock = clock;
        this.observer = observer;
        this.vitals = new Vitals(settings.name(), mode.sends());
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

    /// Whether this instance has the findings; another one of its group may.
    public boolean isActive() {
        return vitals.isActive();
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    /// Closed in reverse: nothing is under way any more when the group learns of it.
    private void live() throws InterruptedException {
        var began = clock.instant();
        try (var consumer = consumer(mode.group(findings, settings.name()));
                var deadLetters = DeadLetters.of(settings.name(), findings);
                var requests = new Requests(settings.name(), receiver, clock)) {
            session(consumer, deadLetters, requests).run(this::isEnding);
        } catch (RuntimeException | Error e) {
            if (!isEnding()) {
                failing(began, "failing, begins again: " + why(e));
            }
        }
    }

    private Session session(
            KafkaConsumer<String, byte[]> consumer, DeadLetters deadLetters, Requests requests) {
        var name = settings.name();
        var position = new Position(consumer, findings.partition(), this::inOtherMode);
        var parts =
                new Session.Parts(
                        () -> backlog(position),
                        new Reading(name, findings, consumer, deadLetters, vitals, clock, observer),
                        new Telling(
                                settings, receiver, requests, deadLetters, vitals, clock, observer),
                        new Committing(name, position, deadLetters, vitals, clock, observer),
                        new Beats(settings, receiver, findings.topics(), vitals, clock, observer),
                        vitals);
        return new Session(findings.partition(), consumer, parts, clock, observer);
    }

    private Backlog backlog(Position position) {
        return new Backlog(
                receiver.interest(),
                settings.pace(),
                position.start(),
                RandomGenerator.getDefault());
    }

    private static String why(Throwable e) {
        var what = e instanceof KafkaException ? "Kafka: " + e.getMessage() : e.toString();
        return e.getCause() == null ? what : what + ": " + e.getCause();
    }

    /// Whatever it is, it must not end the sink for good and leave it looking well.
    private void failing(Instant began, String why) throws InterruptedException {
        var now = clock.instant();
        if (began.plus(LONGEST_WAIT).isBefore(now)) {
            backoff.succeeded();
        }
        vitals.failed(why, now);
        observer.interrupted(settings.name(), why);
        observer.health(vitals.interrupted(now));
        var _ = ending.await(backoff.failed().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What came and went while the sink was in its other mode is not told in this one.
    private long inOtherMode() {
        return mode.otherGroup(findings, settings.name()).map(this::committed).orElse(0L);
    }

    private long committed(String group) {
        try (var consumer = consumer(group)) {
            return Position.committed(consumer, findings.partition())
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
