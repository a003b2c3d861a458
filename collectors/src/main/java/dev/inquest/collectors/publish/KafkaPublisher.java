package dev.inquest.collectors.publish;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Stay;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.Stored;
import dev.inquest.schemas.RegistryIds;
import dev.inquest.schemas.SchemaIds;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TraceContext;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Heartbeat;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes to Kafka in order, without ever making a collector wait.
///
/// While Kafka or the registry does not accept events they wait, in memory and, where there is a
/// spool, on disk; each says how long it was held. An event is given up, counted and reported when
/// there is no room for it, when Kafka refuses it for what it is, or when the publisher is closed
/// and there is no spool. Heartbeats never wait: one that Kafka does not take fails.
public final class KafkaPublisher implements Publisher {

    /// No event is larger; Kafka would refuse it.
    private static final int MAX_BODY = 1 << 20;

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofMillis(1200);
    private static final Duration PARTING = Duration.ofMillis(300);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final EventBodies bodies = new EventBodies();
    private final Map<String, Topic<? extends SpecificRecord>> topics = new ConcurrentHashMap<>();
    private final Map<String, Long> lost = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Producer<String, byte[]> producer;
    private final Optional<Spool> spool;
    private final Stay stay;
    private final CollectorObserver observer;
    private final Line line;
    private final Backlog backlog;
    private final Heartbeats heartbeats;
    private final Thread thread;

    private KafkaPublisher(
            Producer<String, byte[]> producer,
            SchemaIds schemas,
            Optional<SpooledTopics> spooled,
            Stay stay,
            InstantSource time,
            CollectorObserver observer) {
        this.producer = producer;
        this.spool = spooled.map(SpooledTopics::spool);
        this.stay = stay;
        this.observer = observer;
        spooled.ifPresent(known -> known.topics().forEach(t -> topics.put(t.shortName(), t)));
        this.line = new Line(lastNumber(spool, time));
        this.backlog =
                new Backlog(
                        line,
                        spool,
                        bodies,
                        name -> Optional.ofNullable(topics.get(name)),
                        observer);
        var sending =
                new Sending(
                        producer,
                        new WireSerializer<>(schemas),
                        bodies,
                        spool,
                        stay,
                        time,
                        new SplittableRandom(),
                        new Sending.Fate(this::accepted, this::lose));
        this.heartbeats = new Heartbeats(sending);
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("publisher")
                        .unstarted(new Dispatch(backlog, line, sending, observer));
    }

    /// Numbers go on where the last run ended, and where they cannot know that they begin with the
    /// time, so that no two events have the same.
    private static long lastNumber(Optional<Spool> spool, InstantSource time) {
        return Math.max(spool.map(Spool::highest).orElse(0L), time.millis() << 16);
    }

    /// A spool, and the topics of the events that an earlier run may have left in it.
    public record SpooledTopics(Spool spool, List<Topic<? extends SpecificRecord>> topics) {}

    /// Connects in the background: this returns at once, whether Kafka is there or not.
    ///
    /// @param client further producer properties, such as TLS and SASL; they win over ours
    public static KafkaPublisher start(
            String bootstrapServers,
            Map<String, String> client,
            SchemaRegistryClient registry,
            CollectorObserver observer) {
        return start(
                bootstrapServers, client, new RegistryIds(registry), Optional.empty(), observer);
    }

    /// The same with a spool for the time Kafka is away; the publisher closes it.
    public static KafkaPublisher start(
            String bootstrapServers,
            Map<String, String> client,
            SchemaIds schemas,
            Optional<SpooledTopics> spooled,
            CollectorObserver observer) {
        var producer =
                new KafkaProducer<>(
                        ProducerProperties.of(bootstrapServers, client),
                        new StringSerializer(),
                        new ByteArraySerializer());
        return start(producer, schemas, spooled, observer);
    }

    static KafkaPublisher start(
            Producer<String, byte[]> producer,
            SchemaIds schemas,
            Optional<SpooledTopics> spooled,
            CollectorObserver observer) {
        var publisher =
                new KafkaPublisher(
                        producer,
                        schemas,
                        spooled,
                        Stay.of(new HostFiles(Path.of("/"))),
                        InstantSource.system(),
                        observer);
        publisher.thread.start();
        return publisher;
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(new NotPublished("the publisher is closed"));
        }
        if (event instanceof Heartbeat heartbeat) {
            return heartbeats.send(topic, key, at, heartbeat);
        }
        var body = bodies.body(event);
        if (body.remaining() > MAX_BODY) {
            count(topic.shortName(), 1);
            observer.publishFailed(topic.shortName(), "it is larger than 1 MiB");
            return CompletableFuture.failedFuture(new NotPublished("it is larger than 1 MiB"));
        }
        topics.putIfAbsent(topic.shortName(), topic);
        var worth = Worths.of(event);
        var schema = bodies.fingerprint(event.getSchema());
        var uptime = stay.uptime().now().toMillis();
        var arrival =
                line.add(number ->
                        new Waiting(
                                new Stored(
                                        number,
                                        worth,
                                        topic.shortName(),
                                        key,
                                        at.toEpochMilli(),
                                        stay.bootId(),
                                        uptime,
                                        schema,
                                        body),
                                topic));
        arrival.crowdedOut().forEach(one -> lose(one, "too many events wait already"));
        return arrival.newcomer().safe();
    }

    private void accepted(Waiting waiting, TraceContext trace) {
        var event = waiting.event();
        observer.published(event.topic(), event.key(), Instant.ofEpochMilli(event.at()), trace);
    }

    private void lose(Waiting waiting, String why) {
        count(waiting.event().topic(), 1);
        waiting.safe().completeExceptionally(new NotPublished(why));
        observer.publishFailed(waiting.event().topic(), why);
    }

    private void count(String topic, long events) {
        lost.merge(topic, events, Long::sum);
    }

    @Override
    public Losses losses() {
        var onDisk = spool.map(Spool::lost).orElse(Map.of());
        return new Losses(Losses.sum(lost, onDisk), Map.of());
    }

    /// How it goes now.
    public Condition condition() {
        return new Condition(
                line.size(),
                spool.map(Spool::waiting).orElse(Map.of()),
                spool.map(Spool::bytes).orElse(0L),
                heartbeats.sinceMade(),
                heartbeats.sinceAccepted());
    }

    /// How it goes.
    ///
    /// @param waiting events in memory
    /// @param spooled events on disk, by topic
    /// @param spoolBytes how much disk they take
    /// @param sinceBeat since a heartbeat was published, at first since the start
    /// @param sinceAccepted since Kafka took a heartbeat, at first since the start
    public record Condition(
            int waiting,
            Map<String, Long> spooled,
            long spoolBytes,
            Duration sinceBeat,
            Duration sinceAccepted) {}

    /// Waits until nothing waits any more, at most thirty seconds.
    @Override
    public void flush() {
        settle(FLUSH);
    }

    /// Gives what waits a last second; what is left then is spooled, or given up.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (spool.isEmpty()) {
            settle(GOODBYE);
        }
        thread.interrupt();
        producer.close(PARTING);
        awaitDispatch();
        backlog.close();
        backlog.inMemory().forEach(waiting -> lose(waiting, "closed before Kafka took it"));
    }

    /// What is just being handed to the dispatcher is nowhere until it has it.
    private void awaitDispatch() {
        try {
            var _ = thread.join(PARTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Duration patience) {
        var giveUp = System.nanoTime() + patience.toNanos();
        try {
            while (!backlog.isEmpty() && System.nanoTime() - giveUp < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Why an event never reached Kafka.
    public static final class NotPublished extends CompletionException {
        NotPublished(String why) {
            super(why, null);
        }
    }
}
