package dev.inquest.standalone.cli;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.GroupLag;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.platform.TopicSnapshot;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.Applications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What runs, what lags, what is blind.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs, what lags and what is blind.")
public final class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "";

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Schema registry (default: ${DEFAULT-VALUE}).")
    private String schemaRegistry = "";

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

    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        var status = look();
        var screen = Terminal.out();
        if (output.isJson()) {
            new JsonLines(screen).print(StatusReport.json(status));
        } else {
            StatusReport.show(status, screen);
        }
        return ExitCode.FINE.number();
    }

    private FleetPresent look() throws InterruptedException {
        var connection =
                new Connection(
                        bootstrapServers,
                        schemaRegistry,
                        ClientConfigFile.read(Optional.ofNullable(clientConfig)));
        var topics = new Topics(topicPrefix, TimeSource.BROKER);
        try (var admin = connection.admin()) {
            if (!Reachable.within(PATIENCE, admin)) {
                throw CommandFailed.unavailable(
                        "inquest status: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(bootstrapServers));
            }
            return look(connection, admin, topics);
        } catch (KafkaException | IllegalStateException e) {
            throw CommandFailed.unavailable("inquest status: " + e.getMessage());
        }
    }

    private FleetPresent look(Connection connection, Admin admin, Topics topics)
            throws InterruptedException {
        var groups =
                List.of(
                        GroupLag.of(admin, Applications.nodeId(topics)),
                        GroupLag.of(admin, Applications.fleetId(topics)));
        var nodes = TopicSnapshot.read(connection, topics.status());
        var findings = TopicSnapshot.read(connection, topics.findings());
        return FleetPresent.of(bootstrapServers, groups, nodes.values(), findings.values());
    }
}
