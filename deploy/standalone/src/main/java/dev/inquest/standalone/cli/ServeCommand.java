package dev.inquest.standalone.cli;

import dev.inquest.query.http.QueryDoor;
import dev.inquest.standalone.broker.PortTaken;
import dev.inquest.standalone.http.HttpServer;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.query.QueryService;
import dev.inquest.standalone.telemetry.QueryMetrics;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.tables.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The query server over a Kafka that runs already.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Answer queries about the fleet over HTTP, from a Kafka that runs already.")
public final class ServeCommand implements Callable<Integer> {

    private static final String NAME = "inquest serve";
    private static final Duration END_WITHIN = Duration.ofMillis(4_500);
    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(8);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8088",
            description = "Port of console and query API, 0 for any (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the log is kept (default: inquest/serve in $XDG_DATA_HOME or"
                            + " ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Mixin private final WebOptions web = new WebOptions();
    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        kafka.check(NAME);
        web.check(NAME);
        telemetry.check(NAME);
        if (httpPort < 0 || httpPort > 65_535) {
            throw CommandFailed.badInput(NAME + ": --http-port: 0 to 65535, not " + httpPort);
        }
        var interruption = Interruption.watch(END_WITHIN);
        var screen = output.isJson() ? Terminal.err() : Terminal.out();
        try (var parts = new ClosingOrder()) {
            serve(parts, screen, interruption);
        } catch (PortTaken e) {
            throw CommandFailed.unavailable("%s: %s (--http-port)".formatted(NAME, e.getMessage()));
        } catch (KafkaException | IllegalStateException e) {
            throw CommandFailed.unavailable(NAME + ": " + e.getMessage());
        } finally {
            interruption.closed();
        }
        screen.line("Goodbye.");
        return ExitCode.FINE.number();
    }

    private void serve(ClosingOrder parts, Screen screen, Interruption interruption)
            throws InterruptedException {
        var connection = reachable();
        var log = LogFile.in(logDirectory());
        var self = parts.add(telemetry.start(NAME, "serve", InstantSource.system()));
        var door = new QueryDoor();
        var clock = InstantSource.system();
        var console = new WebConsole(web.access(NAME), clock);
        var serving = new Serving(web.address(NAME), console.pages(door, self.metrics()));
        var http = parts.add(HttpServer.start(serving, httpPort, Map.of()));
        var service =
                parts.add(
                        QueryService.start(
                                Source.kafka(connection.clientConfig(), connection.registry()),
                                kafka.topics(),
                                connection.clientConfig(),
                                door,
                                clock));
        QueryMetrics.register(self.metrics(), service::load);
        parts.add(console)
                .open(
                        connection.clientConfig(),
                        connection.registry(),
                        kafka.topics(),
                        service.tables());
        while (!service.isReady()) {
            if (interruption.await(LOOK_AGAIN)) {
                return;
            }
        }
        screen.line(
                "Console and queries at %s. Ctrl-C ends it; the log is %s"
                        .formatted(http.url(), log));
        interruption.await();
    }

    private Connection reachable() throws InterruptedException {
        var connection = kafka.connection();
        try (var admin = connection.admin()) {
            if (!Reachable.within(REACHABLE_WITHIN, admin)) {
                throw CommandFailed.unavailable(
                        "%s: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(NAME, kafka.bootstrapServers()));
            }
        }
        return connection;
    }

    private Path logDirectory() {
        return dataDirectory == null ? ThisHost.dataDirectory().resolve("serve") : dataDirectory;
    }
}
