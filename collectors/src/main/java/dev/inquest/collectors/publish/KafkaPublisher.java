package dev.inquest.collectors.publish;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Stay;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.spool.Spool;
import dev.inquest.collectors.spool.Stored;
import dev.inquest.schemas.NodePartitioner;
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
import java.util.HashMap;
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
import org.apache.kafka.clients.producer.ProducerConfig;
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
    private final Sending sending;
    private final Thread thread;
    private volatile long lastBeat = System.nanoTime();
    private volatile long lastAccepted = System.nanoTime();

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
        this.sending =
                new Sending(
                        producer,
                        new WireSerializer<>(schemas),
                        bodies,
                        spool,
                        stay,
                        time,
                        new SplittableRandom(),
                        new Sending.Fate(this::accepted, this::lose));
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
                        properties(bootstrapServers, client),
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

    /// The delivery timeout is short on purpose: what Kafka does not take in nine seconds comes
    /// back, and ages honestly. Nobody reads the client's own metrics, so they are left out.
    static Map<String, Object> properties(String bootstrapServers, Map<String, String> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-collectors");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(8 << 20));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "9000");
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, "250");
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, NodePartitioner.class.getName());
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        properties.putAll(client);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        if (closed.get()) {
            return CompletableFuture.failedFuture(new NotPublished("the publisher is closed"));
        }
        if (event instanceof Heartbeat) {
            return beat(topic, key, at, event);
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

    /// A heartbeat goes past all that waits, on a thread of its own, because asking Kafka for a
    /// topic it does not know yet may take seconds.
    private CompletableFuture<Void> beat(
            Topic<? extends SpecificRecord> topic, String key, Instant at, SpecificRecord event) {
        lastBeat = System.nanoTime();
        var accepted = new CompletableFuture<Void>();
        Thread.ofVirtual()
                .name("heartbeat-sending")
                .start(() -> {
                    var answer = sending.send(topic, key, at, event, List.of());
                    var _ = answer.whenComplete((result, failure) -> settle(accepted, result));
                });
        return accepted;
    }

    private void settle(CompletableFuture<Void> accepted, Answer answer) {
        switch (answer) {
            case Answer.Accepted() -> {
                lastAccepted = System.nanoTime();
                accepted.complete(null);
            }
            case Answer.Later(var why) -> accepted.completeExceptionally(new NotPublished(why));
            case Answer.Refused(var why) -> accepted.completeExceptionally(new NotPublished(why));
        }
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
                Duration.ofNanos(System.nanoTime() - lastBeat),
                Duration.ofNanos(System.nanoTime() - lastAccepted));
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
        producer.close(Duration.ofMillis(300));
        backlog.close();
        backlog.inMemory().forEach(waiting -> lose(waiting, "closed before Kafka took it"));
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
