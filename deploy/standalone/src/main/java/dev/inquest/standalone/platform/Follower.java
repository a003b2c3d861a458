package dev.inquest.standalone.platform;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireDeserializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.LoggerFactory;

/// Follows one topic as it grows and hands each record on, in order, on a thread of its own. Only
/// what is committed is seen. What cannot be read is skipped and logged, unless only the registry
/// did not answer: then it is tried again.
public final class Follower<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, V> consumer;
    private final BiConsumer<String, V> reader;
    private final Consumer<String> gone;
    private final AtomicBoolean caughtUp = new AtomicBoolean();
    private final Thread thread;

    private Follower(
            KafkaConsumer<String, V> consumer,
            Topic<V> topic,
            BiConsumer<String, V> reader,
            Consumer<String> gone) {
        this.consumer = consumer;
        this.reader = reader;
        this.gone = gone;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("follow-" + topic.shortName())
                        .unstarted(this::follow);
    }

    /// Follows a topic from its beginning, or from its present end.
    ///
    /// @param reader is called with key and value; a tombstone is not handed on
    public static <V extends SpecificRecord> Follower<V> start(
            Platform platform,
            Topic<V> topic,
            boolean fromBeginning,
            BiConsumer<String, V> reader) {
        return start(
                platform.clientConfig(),
                platform.registry(),
                topic,
                fromBeginning,
                reader,
                _ -> {});
    }

    /// Follows a topic from its beginning, tombstones included.
    ///
    /// @param gone is called with the key of a tombstone
    public static <V extends SpecificRecord> Follower<V> start(
            Platform platform,
            Topic<V> topic,
            BiConsumer<String, V> reader,
            Consumer<String> gone) {
        return start(platform.clientConfig(), platform.registry(), topic, true, reader, gone);
    }

    /// Follows a topic of a Kafka that runs already, from its beginning.
    public static <V extends SpecificRecord> Follower<V> start(
            Connection connection, Topic<V> topic, BiConsumer<String, V> reader) {
        return start(
                connection.clientConfig(), connection.registry(), topic, true, reader, _ -> {});
    }

    private static <V extends SpecificRecord> Follower<V> start(
            Map<String, Object> client,
            SchemaRegistryClient registry,
            Topic<V> topic,
            boolean fromBeginning,
            BiConsumer<String, V> reader,
            Consumer<String> gone) {
        var config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumer =
                new KafkaConsumer<>(
                        config,
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, topic.type()));
        var partitions =
                consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
        var follower = new Follower<>(consumer, topic, reader, gone);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                poll();
            }
        } catch (WakeupException e) {
            LoggerFactory.getLogger(Follower.class).atDebug().log("follower stops");
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
                if (record.value() == null) {
                    gone.accept(record.key());
                } else {
                    reader.accept(record.key(), record.value());
                }
            }
            caughtUp.set(isAtEnd());
        } catch (RecordDeserializationException e) {
            if (RegistryUnreachable.isBehind(e)) {
                return;
            }
            LoggerFactory.getLogger(Follower.class)
                    .atWarn()
                    .setCause(e)
                    .addKeyValue("topic", e.topicPartition().topic())
                    .addKeyValue("offset", e.offset())
                    .log("a record cannot be read and is skipped");
            consumer.seek(e.topicPartition(), e.offset() + 1);
        }
    }

    private boolean isAtEnd() {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    /// Whether everything written so far has been handed on.
    public boolean isCaughtUp() {
        return caughtUp.get();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
