package dev.inquest.standalone.platform;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// How to look at a Kafka and its schema registry that run already, without changing anything.
public final class Connection {

    private static final int SCHEMAS = 1_000;

    private final String bootstrapServers;
    private final Map<String, String> client;
    private final String schemaRegistry;
    private final SchemaRegistryClient registry;

    /// @param client standard Kafka client properties, such as TLS and SASL
    public Connection(String bootstrapServers, String schemaRegistry, Map<String, String> client) {
        this.bootstrapServers = bootstrapServers;
        this.client = Map.copyOf(client);
        this.schemaRegistry = schemaRegistry;
        this.registry = new CachedSchemaRegistryClient(schemaRegistry, SCHEMAS, client);
    }

    public SchemaRegistryClient registry() {
        return registry;
    }

    /// Where the registry answers.
    public String schemaRegistry() {
        return schemaRegistry;
    }

    /// A new administrator; the caller closes it.
    public Admin admin() {
        var all = properties();
        all.put("default.api.timeout.ms", "10000");
        all.put("request.timeout.ms", "5000");
        return Admin.create(all);
    }

    /// A new consumer outside all groups that sees committed records only; the caller closes it.
    public Consumer<String, byte[]> reader() {
        var all = properties();
        all.put("isolation.level", "read_committed");
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", "false");
        all.put("default.api.timeout.ms", "10000");
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// A new producer that waits for its records to be safe; the caller closes it.
    public Producer<String, byte[]> writer() {
        var all = properties();
        all.put("acks", "all");
        all.put("delivery.timeout.ms", "10000");
        all.put("request.timeout.ms", "5000");
        all.put("linger.ms", "0");
        all.put("max.block.ms", "10000");
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /// Properties with which any Kafka client reaches it.
    public Map<String, Object> clientConfig() {
        return properties();
    }

    private Map<String, Object> properties() {
        var all = new HashMap<String, Object>(client);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }
}
