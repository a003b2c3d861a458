package dev.inquest.standalone.cli;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.Connection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which every command finds Kafka and the schema registry.
final class KafkaOptions {

    private static final String KAFKA_OF_UP = "127.0.0.1:9092";
    private static final String REGISTRY_OF_UP = "http://127.0.0.1:8080";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description =
                    "Kafka; `up` embeds one unless it is given, other commands look for that one"
                            + " at "
                            + KAFKA_OF_UP
                            + ".")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Schema registry; `up` embeds one unless it is given, other commands look for"
                            + " that one at "
                            + REGISTRY_OF_UP
                            + ".")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as TLS and SASL.")
    private @Nullable Path clientConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "What names of topics begin with (default: ${DEFAULT-VALUE}).")
    private String topicPrefix = Topics.DEFAULT_PREFIX;

    /// Refuses what cannot be.
    ///
    /// @param command how the command is called
    void check(String command) {
        if (!topicPrefix.matches("[a-zA-Z0-9._-]{0,200}")) {
            throw CommandFailed.badInput(
                    command
                            + ": --topic-prefix: letters, digits, dots, underscores and dashes only");
        }
    }

    /// Kafka as it was named, if it was.
    Optional<String> namedKafka() {
        return Optional.ofNullable(bootstrapServers);
    }

    /// The registry as it was named, if it was.
    Optional<String> namedRegistry() {
        return Optional.ofNullable(schemaRegistry);
    }

    /// Kafka as it was named, else the one that `up` embeds on this host.
    String bootstrapServers() {
        return namedKafka().orElse(KAFKA_OF_UP);
    }

    /// The registry as it was named, else the one that `up` embeds on this host.
    String schemaRegistry() {
        return namedRegistry().orElse(REGISTRY_OF_UP);
    }

    Map<String, String> client() {
        return ClientConfigFile.read(Optional.ofNullable(clientConfig));
    }

    String topicPrefix() {
        return topicPrefix;
    }

    Topics topics() {
        return new Topics(topicPrefix, TimeSource.BROKER);
    }

    /// How to reach Kafka and registry that run already.
    Connection connection() {
        return new Connection(bootstrapServers(), schemaRegistry(), client());
    }
}
