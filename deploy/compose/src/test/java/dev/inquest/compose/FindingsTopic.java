package dev.inquest.compose;

import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.wire.Finding;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What has been told so far, every revision in order, as a consumer sees it that reads committed
/// records only.
final class FindingsTopic implements AutoCloseable {

    private final KafkaConsumer<String, Finding> consumer;
    private final List<Finding> told = new ArrayList<>();

    FindingsTopic(String bootstrapServers, SchemaRegistryClient registry, Topics topics) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "isolation.level", "read_committed",
                                "enable.auto.commit", "false"),
                        new StringDeserializer(),
                        new WireDeserializer<>(registry, topics.findings().type()));
        var partition = new TopicPartition(topics.findings().name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    List<Finding> told() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> told.add(record.value()));
        return List.copyOf(told);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
