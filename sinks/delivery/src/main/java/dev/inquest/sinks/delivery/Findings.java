package dev.inquest.sinks.delivery;

import dev.inquest.schemas.Topics;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Where findings come from.
///
/// @param client properties with which any Kafka client reaches it, servers included
public record Findings(Map<String, Object> client, SchemaRegistryClient registry, Topics topics) {

    public Findings {
        client = Map.copyOf(client);
    }

    /// Findings have one partition, so that a reader has them in one order.
    TopicPartition partition() {
        return new TopicPartition(topics.findings().name(), 0);
    }

    /// The group of a sink: `inquest-sink-NAME` with the usual prefix of topics.
    public String group(String sink) {
        return topics.application("sink-" + sink);
    }

    /// The group of a sink in shadow, of its own: what was read there was told to nobody. No name
    /// of a sink can hold a dot.
    String shadowGroup(String sink) {
        return group(sink) + ".shadow";
    }
}
