package dev.inquest.standalone.platform;

import dev.inquest.schemas.TopicSetup;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.broker.EmbeddedBroker;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.PlatformSettings.External;
import dev.inquest.standalone.registry.Registry;
import dev.inquest.standalone.registry.RegistryObserver;
import dev.inquest.standalone.registry.SchemasTopic;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.LoggerFactory;

/// Starts what everything else stands on: a broker and a registry, our own or somebody else's, and
/// the topics. Closes in reverse order.
public final class Platform implements AutoCloseable {

    private static final int CACHED_SCHEMAS = 1_000;

    private final PlatformSettings settings;
    private final PlatformObserver observer;
    private final InstantSource clock;
    private final Serving serving;
    private final Topics topics;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private External addresses = new External("", "");

    private Platform(
            PlatformSettings settings,
            PlatformObserver observer,
            InstantSource clock,
            Serving serving) {
        this.settings = settings;
        this.observer = observer;
        this.clock = clock;
        this.serving = serving;
        this.topics = new Topics(settings.topicPrefix(), settings.time());
    }

    /// Starts all parts; the http server is on loopback.
    ///
    /// @param beans what controllers of the http server talk to, beside the registry
    public static Platform start(
            PlatformSettings settings,
            PlatformObserver observer,
            InstantSource clock,
            Object... beans)
            throws InterruptedException {
        return start(settings, observer, clock, Serving.onLoopback(List.of(beans)));
    }

    /// Starts all parts; when one fails, those already started are closed again.
    ///
    /// @param serving where the http server listens, and what it serves beside the registry
    /// @throws dev.inquest.standalone.broker.PortTaken when a port is in use
    /// @throws dev.inquest.standalone.broker.DataDirectoryInUse when another instance has the data
    /// @throws IllegalStateException when Kafka or the registry refuse
    public static Platform start(
            PlatformSettings settings,
            PlatformObserver observer,
            InstantSource clock,
            Serving serving)
            throws InterruptedException {
        var platform = new Platform(settings, observer, clock, serving);
        try {
            platform.addresses = settings.external().orElseGet(platform::embed);
            platform.setUpTopics();
            platform.servePages();
            return platform;
        } catch (RuntimeException | InterruptedException e) {
            platform.close();
            throw e;
        }
    }

    private External embed() {
        var broker =
                timed(
                        "Kafka",
                        () ->
                                EmbeddedBroker.start(
                                        new EmbeddedBroker.Settings(
                                                settings.dataDirectory(),
                                                settings.kafkaPort(),
                                                0,
                                                Map.of())),
                        EmbeddedBroker::bootstrapServers);
        parts.push(broker);
        var journal = SchemasTopic.open(broker.bootstrapServers(), new RegistryObserver() {});
        parts.push(journal);
        var http =
                timed(
                        "console",
                        () -> serve(List.of(new Registry(journal))),
                        server -> server.url().toString());
        parts.push(http);
        return new External(broker.bootstrapServers(), http.url().toString());
    }

    private HttpServer serve(List<Object> more) {
        return HttpServer.start(serving.with(more.toArray()), settings.httpPort(), Map.of());
    }

    /// Beside somebody else's registry there is no registry to serve, only pages.
    private void servePages() {
        if (settings.external().isPresent() && !serving.pages().isEmpty()) {
            parts.push(timed("console", () -> serve(List.of()), server -> server.url().toString()));
        }
    }

    private void setUpTopics() throws InterruptedException {
        observer.starting("topics");
        var began = clock.instant();
        try (var admin = Admin.create(clientConfig())) {
            var replicas =
                    settings.external().isPresent()
                            ? Optional.<Short>empty()
                            : Optional.of((short) 1);
            var partitions =
                    new TopicSetup(admin, registry())
                            .ensure(topics, settings.partitions(), replicas);
            observer.started(
                    "topics",
                    "%s*, %d partitions".formatted(settings.topicPrefix(), partitions),
                    Duration.between(began, clock.instant()));
        }
    }

    private <T> T timed(String part, Supplier<T> start, Function<T, String> where) {
        observer.starting(part);
        var began = clock.instant();
        var started = start.get();
        observer.started(part, where.apply(started), Duration.between(began, clock.instant()));
        return started;
    }

    /// The names and types of all topics.
    public Topics topics() {
        return topics;
    }

    /// Where Kafka listens.
    public String bootstrapServers() {
        return addresses.bootstrapServers();
    }

    /// Where the schema registry answers.
    public String schemaRegistry() {
        return addresses.schemaRegistry();
    }

    /// A client of the registry.
    public SchemaRegistryClient registry() {
        return new CachedSchemaRegistryClient(
                addresses.schemaRegistry(), CACHED_SCHEMAS, settings.client());
    }

    /// Properties with which any Kafka client reaches this platform.
    public Map<String, Object> clientConfig() {
        var config = new HashMap<String, Object>(settings.client());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses.bootstrapServers());
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 60_000);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000);
        return config;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Platform.class)
                        .atWarn()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("a part did not close cleanly");
            }
        }
    }
}
