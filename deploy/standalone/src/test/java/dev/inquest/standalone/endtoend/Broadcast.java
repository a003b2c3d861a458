package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Publishes a story on real topics, stamped with the story's own time, ticks included.
final class Broadcast implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final SchemaRegistryClient registry;
    private final Topics topics;
    private final int partitions;

    Broadcast(
            String bootstrapServers, SchemaRegistryClient registry, Topics topics, int partitions) {
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                20),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.registry = registry;
        this.topics = topics;
        this.partitions = partitions;
    }

    Topics topics() {
        return topics;
    }

    <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value, Instant at) {
        var bytes = new WireSerializer<V>(registry).serialize(topic.name(), value);
        send(topic.name(), NodePartitioner.partition(key, partitions), key, bytes, at);
    }

    /// Time passes in every partition.
    void tick(Instant at) {
        for (var partition = 0; partition < partitions; partition++) {
            send(topics.heartbeats().name(), partition, Topics.TICK_KEY, null, at);
        }
    }

    private void send(
            String topic, int partition, String key, byte @Nullable [] value, Instant at) {
        var _ =
                producer.send(
                        new ProducerRecord<>(topic, partition, at.toEpochMilli(), key, value));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
