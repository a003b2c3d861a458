package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.NodeFacts;
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

/// Eighty nodes in two zones that beat every ten seconds, published second by second; one zone can
/// be cut off.
final class TwoZones implements AutoCloseable {

    static final int IN_EACH = 40;

    private static final Instant START = Instant.parse("2024-06-17T02:00:00Z");

    private final KafkaProducer<String, byte[]> producer;
    private final SchemaRegistryClient registry;
    private final Topics topics;
    private final int partitions;
    private long second;

    TwoZones(
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
        for (var node = 0; node < 2 * IN_EACH; node++) {
            publish(
                    topics.facts(),
                    key(node) + "#agent",
                    NodeFacts.newBuilder()
                            .setAttributes(Map.of("zone", node < IN_EACH ? "a" : "b"))
                            .build());
        }
    }

    /// @param zoneA whether its nodes are heard
    /// @param ticks whether a detector lets time pass meanwhile
    void live(Duration time, boolean zoneA, boolean ticks) {
        for (var end = second + time.toSeconds(); second < end; second++) {
            for (var node = zoneA ? 0 : IN_EACH; node < 2 * IN_EACH; node++) {
                if (Math.floorMod(second - node, 10) == 0) {
                    beat(node);
                }
            }
            for (var partition = 0; ticks && partition < partitions; partition++) {
                send(topics.heartbeats().name(), partition, Topics.TICK_KEY, null);
            }
        }
        producer.flush();
    }

    /// The time of the last second published.
    Instant last() {
        return START.plusSeconds(second - 1);
    }

    private void beat(int node) {
        publish(
                topics.heartbeats(),
                key(node),
                Heartbeat.newBuilder()
                        .setBootId("boot-" + node)
                        .setUptimeMs(86_400_000 + second * 1_000)
                        .build());
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
        var bytes = new WireSerializer<V>(registry).serialize(topic.name(), value);
        send(topic.name(), NodePartitioner.partition(key, partitions), key, bytes);
    }

    private void send(String topic, int partition, String key, byte @Nullable [] value) {
        var at = START.plusSeconds(second).toEpochMilli();
        var _ = producer.send(new ProducerRecord<>(topic, partition, at, key, value));
    }

    private static String key(int node) {
        return "prod/node-%02d".formatted(node);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
