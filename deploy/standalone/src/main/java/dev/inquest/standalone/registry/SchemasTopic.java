package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Keeps the registry's changes in one compacted topic, as Confluent's registry does, so that ids
/// mean the same after a restart.
///
/// The producer is idempotent and never replaced: a write whose outcome is unknown can no longer
/// land behind a later one.
public final class SchemasTopic implements Journal, AutoCloseable {

    public static final String NAME = "_schemas";

    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final RegistryObserver observer;
    private final SchemaRecords format = new SchemaRecords(NAME);
    private final Producer<byte[], byte[]> producer;

    private SchemasTopic(String bootstrapServers, RegistryObserver observer) {
        this.bootstrapServers = bootstrapServers;
        this.observer = observer;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "client.id", "inquest-registry",
                                "acks", "all",
                                "enable.idempotence", "true",
                                "max.block.ms", "10000",
                                "request.timeout.ms", "5000",
                                "delivery.timeout.ms", "15000",
                                "max.request.size", "8388608"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// Creates the topic if it is not there yet.
    public static SchemasTopic open(String bootstrapServers, RegistryObserver observer) {
        SchemasTopicLayout.ensure(bootstrapServers, NAME);
        return new SchemasTopic(bootstrapServers, observer);
    }

    @Override
    public void replay(Consumer<Change> reader) {
        try (var consumer = consumer()) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).values().iterator().next();
            var giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(PARTITION) < end) {
                if (System.nanoTime() > giveUp) {
                    throw new KafkaException(
                            "topic %s could not be read to its end within %s"
                                    .formatted(NAME, PATIENCE));
                }
                consumer.poll(Duration.ofMillis(200)).forEach(message -> read(message, reader));
            }
        }
    }

    @Override
    public void write(List<Change> changes) {
        try {
            var sent = changes.stream().map(format::encode).map(producer::send).toList();
            for (Future<?> written : sent) {
                written.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private void read(ConsumerRecord<byte[], byte[]> message, Consumer<Change> reader) {
        try {
            format.decode(message).ifPresent(reader);
        } catch (UnreadableRecord e) {
            observer.unreadable(NAME, message.offset(), String.valueOf(e.getMessage()));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "client.id", "inquest-registry",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Refusal failed(Exception cause) {
        return new Refusal(
                Reason.STORE_FAILED, "the change could not be written to " + NAME, cause);
    }
}
