package dev.inquest.collectors.follow;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireDeserializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads a compacted topic from its beginning and follows it, on a thread of its own, outside all
/// groups: every collector sees all of it.
///
/// While Kafka or the registry is away it says so once and tries again. A record that cannot be
/// read is passed over.
public final class TopicFollower<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Takes each record in order; a null value means that there is nothing under the key any more.
    @FunctionalInterface
    public interface Reader<V> {

        void read(String key, @Nullable V value);
    }

    private final Map<String, Object> config;
    private final Topic<V> topic;
    private final WireDeserializer<V> format;
    private final Reader<V> reader;
    private final CollectorObserver observer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean caughtUp;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private boolean blind;

    private TopicFollower(
            Map<String, Object> config,
            Topic<V> topic,
            WireDeserializer<V> format,
            Reader<V> reader,
            CollectorObserver observer) {
        this.config = config;
        this.topic = topic;
        this.format = format;
        this.reader = reader;
        this.observer = observer;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("follow-" + topic.shortName())
                        .unstarted(this::run);
    }

    /// Follows from now on, whether Kafka is there yet or not.
    ///
    /// @param client further consumer properties, such as TLS and SASL
    public static <V extends SpecificRecord> TopicFollower<V> start(
            String bootstrapServers,
            Map<String, String> client,
            SchemaRegistryClient registry,
            Topic<V> topic,
            Reader<V> reader,
            CollectorObserver observer) {
        var config = new HashMap<String, Object>(client);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        var format = new WireDeserializer<>(registry, topic.type());
        var follower = new TopicFollower<>(config, topic, format, reader, observer);
        follower.thread.start();
        return follower;
    }

    /// Whether everything that was there has been read.
    public boolean isCaughtUp() {
        return caughtUp;
    }

    private void run() {
        do {
            try (var opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                turnBlind(e);
            }
        } while (!closedWithin(PAUSE));
    }

    private Consumer<String, byte[]> open() {
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(Consumer<String, byte[]> from) {
        var partitions = partitions(from);
        from.assign(partitions);
        from.seekToBeginning(partitions);
        while (closed.getCount() > 0) {
            for (var record : from.poll(POLL)) {
                take(record);
            }
            seeing();
            caughtUp = caughtUp || isAtEnd(from);
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> from) {
        var found = from.partitionsFor(topic.name());
        if (found.isEmpty()) {
            throw new KafkaException("there is no topic " + topic.name());
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        while (closed.getCount() > 0) {
            try {
                reader.read(record.key(), format.deserialize(topic.name(), record.value()));
                return;
            } catch (RegistryUnreachable e) {
                turnBlind(e);
                closedWithin(PAUSE);
            } catch (SerializationException e) {
                return;
            }
        }
    }

    private static boolean isAtEnd(Consumer<String, byte[]> from) {
        return from.assignment().stream()
                .allMatch(partition -> from.currentLag(partition).orElse(1) == 0);
    }

    private void turnBlind(RuntimeException why) {
        if (!blind && closed.getCount() > 0) {
            blind = true;
            observer.blind("topic " + topic.shortName(), String.valueOf(why.getMessage()));
        }
    }

    private void seeing() {
        if (blind) {
            blind = false;
            observer.seeing("topic " + topic.shortName());
        }
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        try {
            var _ = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
