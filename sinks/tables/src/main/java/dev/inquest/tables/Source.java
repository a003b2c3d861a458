package dev.inquest.tables;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Where the topics are read.
///
/// @param consumers opens a consumer outside all groups that sees committed records only
public record Source(Supplier<Consumer<String, byte[]>> consumers, SchemaRegistryClient registry) {

    /// Reads from a Kafka with its own registry.
    ///
    /// @param client standard Kafka client properties, `bootstrap.servers` among them
    public static Source kafka(Map<String, ?> client, SchemaRegistryClient registry) {
        var config = new HashMap<String, Object>(client);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", "false");
        config.put("default.api.timeout.ms", "15000");
        return new Source(
                () ->
                        new KafkaConsumer<>(
                                config, new StringDeserializer(), new ByteArrayDeserializer()),
                registry);
    }
}
