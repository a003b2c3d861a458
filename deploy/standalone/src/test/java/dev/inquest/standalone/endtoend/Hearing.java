package dev.inquest.standalone.endtoend;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads what detection has said so far, committed records only.
record Hearing(String bootstrapServers, SchemaRegistryClient registry, Topics topics) {

    /// The time that each partition has reached.
    Map<Integer, Instant> clocks() {
        var clocks = new TreeMap<Integer, Instant>();
        read(
                topics.transitions(),
                (_, transition) -> {
                    if (transition.getChange() instanceof Clock clock) {
                        clocks.put(clock.getPartition(), clock.getAt());
                    }
                });
        return clocks;
    }

    /// The states into which nodes have come.
    Set<NodeStateName> states() {
        var states = new HashSet<NodeStateName>();
        read(
                topics.transitions(),
                (_, transition) -> {
                    if (transition.getChange() instanceof NodeChange change
                            && change.getFrom() != change.getTo()) {
                        states.add(change.getTo());
                    }
                });
        return states;
    }

    /// The last revision of each finding.
    Map<String, Finding> findings() {
        var found = new TreeMap<String, Finding>();
        read(topics.findings(), found::put);
        return found;
    }

    /// Everything that is committed on a topic of one partition.
    private <V extends SpecificRecord> void read(Topic<V> topic, BiConsumer<String, V> reader) {
        var config =
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        var partition = new TopicPartition(topic.name(), 0);
        try (var consumer =
                new KafkaConsumer<>(
                        config,
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, topic.type()))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> reader.accept(record.key(), record.value()));
            }
        }
    }
}
