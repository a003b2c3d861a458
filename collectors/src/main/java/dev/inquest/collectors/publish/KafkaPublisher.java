package dev.inquest.collectors.publish;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireSerializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Publishes to Kafka from a bounded line, in order, without ever making a collector wait.
///
/// While Kafka or the registry does not accept events they wait in the line with their time, so
/// that each says how long it was held. An event is given up, and reported, when it finds the line
/// full, when it has waited [#PATIENCE], when Kafka refuses it for what it is, or on close.
public final class KafkaPublisher implements Publisher {

    /// Events that may wait at once.
    public static final int LINE = 16_384;

    /// How long an event may wait before it is given up.
    public static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofMillis(1200);

    private final BlockingQueue<Waiting> line = new ArrayBlockingQueue<>(LINE);
    private final Map<Long, Waiting> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Producer<String, byte[]> producer;
    private final CollectorObserver observer;
    private final Thread thread;

    KafkaPublisher(
            Producer<String, byte[]> producer,
            SchemaRegistryClient registry,
            CollectorObserver observer) {
        this.producer = producer;
        this.observer = observer;
        var dispatch =
                new Dispatch(
                        line, producer, new WireSerializer<SpecificRecord>(registry), observer);
        this.thread = Thread.ofVirtual().name("publisher").unstarted(dispatch);
    }

    /// Connects in the background: this returns at once, whether Kafka is there or not.
    ///
    /// @param client further producer properties, such as TLS and SASL; they win over ours
    public static KafkaPublisher start(
            String bootstrapServers,
            Map<String, String> client,
            SchemaRegistryClient registry,
            CollectorObserver observer) {
        var producer =
                new KafkaProducer<>(
                        properties(bootstrapServers, client),
                        new StringSerializer(),
                        new ByteArraySerializer());
        return start(producer, registry, observer);
    }

    static KafkaPublisher start(
            Producer<String, byte[]> producer,
            SchemaRegistryClient registry,
            CollectorObserver observer) {
        var publisher = new KafkaPublisher(producer, registry, observer);
        publisher.thread.start();
        return publisher;
    }

    /// The delivery timeout is short on purpose: what Kafka does not take in nine seconds comes
    /// back into the line, where it ages honestly.
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
        properties.putAll(client);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        var accepted = new CompletableFuture<Void>();
        var number = numbers.incrementAndGet();
        var waiting = new Waiting(number, topic, key, at, event, System.nanoTime(), accepted);
        open.put(number, waiting);
        var _ = accepted.whenComplete((nothing, failure) -> open.remove(number));
        if (closed.get()) {
            giveUp(waiting, "the publisher is closed");
        } else if (!line.offer(waiting)) {
            giveUp(waiting, LINE + " events wait already");
        }
        return accepted;
    }

    /// Waits until all that was published is settled, at most thirty seconds.
    @Override
    public void flush() {
        settle(FLUSH);
    }

    /// Gives what waits a last second, then gives it up.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        settle(GOODBYE);
        thread.interrupt();
        producer.close(Duration.ofMillis(300));
        for (var waiting : open.values()) {
            giveUp(waiting, "closed before Kafka took it");
        }
    }

    private void settle(Duration patience) {
        var all =
                open.values().stream().map(Waiting::accepted).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all)
                    .handle((nothing, failure) -> true)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            // What is still open stays in the line, or is given up by close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Waiting waiting, String why) {
        if (waiting.accepted().completeExceptionally(new NotPublished(why))) {
            observer.publishFailed(waiting.topic().shortName(), why);
        }
    }

    /// Why an event never reached Kafka.
    public static final class NotPublished extends CompletionException {
        NotPublished(String why) {
            super(why, null);
        }
    }
}
