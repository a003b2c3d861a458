package dev.inquest.standalone.cli;

import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.GroupLag;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.platform.TopicSnapshot;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.Applications;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What runs, what lags, what is blind.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs, what lags and what is blind.")
public final class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InstantSource clock = InstantSource.system();

    @Mixin private final KafkaOptions kafka = new KafkaOptions();
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
        kafka.check("inquest status");
        var connection = kafka.connection();
        try (var admin = connection.admin()) {
            if (!Reachable.within(PATIENCE, admin)) {
                throw CommandFailed.unavailable(
                        "inquest status: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(kafka.bootstrapServers()));
            }
            return look(connection, admin, kafka.topics());
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
        var sinks = TopicSnapshot.read(connection, topics.sinks());
        return FleetPresent.of(
                kafka.bootstrapServers(),
                groups,
                nodes.values(),
                sinks,
                clock.instant(),
                findings.values());
    }
}
