package dev.inquest.standalone.broker;

import dev.inquest.schemas.TopicSetup;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.registry.Registry;
import dev.inquest.standalone.registry.RegistryObserver;
import dev.inquest.standalone.registry.SchemasTopic;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/// A broker and a registry on free ports, for tests that need both.
public final class RealBroker implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final SchemasTopic journal;
    private final HttpServer http;
    private final SchemaRegistryClient registry;

    private RealBroker(EmbeddedBroker broker, SchemasTopic journal, HttpServer http) {
        this.broker = broker;
        this.journal = journal;
        this.http = http;
        this.registry = new CachedSchemaRegistryClient(http.url().toString(), 100);
    }

    public static RealBroker start(Path directory) {
        var settings = new EmbeddedBroker.Settings(directory.resolve("data"), 0, 0, Map.of());
        var broker = EmbeddedBroker.start(settings);
        var journal = SchemasTopic.open(broker.bootstrapServers(), new RegistryObserver() {});
        return new RealBroker(broker, journal, HttpServer.start(0, new Registry(journal)));
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return http.url().toString();
    }

    public SchemaRegistryClient registry() {
        return registry;
    }

    /// The topics, which are made.
    public Topics make(Topics topics, int partitions) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicSetup(admin, registry).ensure(topics, partitions, Optional.of((short) 1));
        }
        return topics;
    }

    @Override
    public void close() {
        http.close();
        journal.close();
        broker.close();
    }
}
