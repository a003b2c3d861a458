package dev.inquest.standalone.cli;

import dev.inquest.collectors.observe.BothObservers;
import dev.inquest.collectors.observe.LoggedObservations;
import dev.inquest.collectors.observe.MeteredCollectors;
import dev.inquest.query.http.QueryDoor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.delivery.LoggedSinks;
import dev.inquest.sinks.delivery.Observers;
import dev.inquest.standalone.broker.DataDirectoryInUse;
import dev.inquest.standalone.broker.LoopbackPort;
import dev.inquest.standalone.broker.PortTaken;
import dev.inquest.standalone.http.Serving;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Follower;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.sinks.SinkReport;
import dev.inquest.standalone.telemetry.FleetMetrics;
import dev.inquest.standalone.telemetry.MeteredSinks;
import dev.inquest.standalone.terminal.FindingView;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.web.WebConsole;
import dev.inquest.telemetry.SelfReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Everything in one process: the embedded broker, this host's collectors, detection, findings.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Run everything in one process, on this host: Kafka, schema registry, collectors and"
                    + " detection.",
            "Prints findings as they change; Ctrl-C ends it. Everything listens on loopback only,"
                    + " unless --http-host says otherwise for console and registry."
        })
public final class UpCommand implements Callable<Integer> {

    private static final Duration END_WITHIN = Duration.ofMillis(4_600);
    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(8);

    private final InstantSource clock = InstantSource.system();

    @Mixin private final UpOptions options = new UpOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        var settings = options.platform();
        // Somebody who reads JSON finds nothing else on standard output.
        var screen = output.isJson() ? Terminal.err() : Terminal.out();
        var interruption = Interruption.watch(END_WITHIN);
        prepareDataDirectory();
        try {
            try (var self = options.telemetry().start("inquest up", "up", clock)) {
                run(settings, screen, interruption, self);
            }
        } catch (PortTaken e) {
            throw CommandFailed.unavailable(
                    "inquest up: %s (%s)".formatted(e.getMessage(), options.optionOf(e.port())));
        } catch (DataDirectoryInUse e) {
            throw CommandFailed.unavailable(
                    "inquest up: %s (--data-dir)".formatted(e.getMessage()));
        } catch (ConfigException e) {
            throw CommandFailed.badInput("inquest up: --client-config: " + e.getMessage());
        } catch (KafkaException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw CommandFailed.unavailable("inquest up: Kafka: " + why.getMessage());
        } catch (UncheckedIOException | IllegalStateException e) {
            throw CommandFailed.unavailable("inquest up: " + e.getMessage());
        } finally {
            interruption.closed();
        }
        screen.line("Goodbye.");
        return ExitCode.FINE.number();
    }

    private void prepareDataDirectory() {
        var directory = options.dataDirectory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "inquest up: --data-dir: %s cannot be used: %s"
                            .formatted(directory, e.getMessage()));
        }
        if (!Files.isWritable(directory)) {
            throw CommandFailed.badInput(
                    "inquest up: --data-dir: %s cannot be written to".formatted(directory));
        }
    }

    private void run(
            PlatformSettings settings, Screen screen, Interruption interruption, SelfReport self)
            throws InterruptedException {
        var began = clock.instant();
        var report = new UpReport(screen);
        requireReachable(settings);
        var log = LogFile.in(options.dataDirectory());
        screen.line(Style.STRONG, "Inquest watches this host as " + options.nodeKey() + ".");
        var door = new QueryDoor();
        var console = new WebConsole(options.web().access("inquest up"), clock);
        var pages = console.pages(door, self.metrics());
        var serving = new Serving(options.web().address("inquest up"), pages);
        var platform = Platform.start(settings, report, clock, serving);
        try (var all = new AllInOne(options, settings, platform, clock, self)) {
            var logged = new BothObservers(new LoggedObservations(), report);
            all.collect(new BothObservers(logged, new MeteredCollectors(self, clock)));
            report.part(
                    "collectors",
                    "kernel log, links, facts and vitals of this host" + options.more());
            all.answer(door, console);
            Detection.await(all.detect(), report, interruption, clock);
            send(all, report, screen, self);
            try (var _ = follow(platform, screen);
                    var _ = FleetMetrics.follow(platform, self.metrics())) {
                screen.line(
                        "Ready in %s. Ctrl-C ends it; the log is %s"
                                .formatted(
                                        UpReport.seconds(Duration.between(began, clock.instant())),
                                        log));
                interruption.await();
                screen.line("");
                screen.line("Closing …");
            }
        }
    }

    private void send(AllInOne all, UpReport report, Screen screen, SelfReport self) {
        var sinks = options.sinks();
        if (!sinks.isEmpty()) {
            all.send(
                    sinks,
                    new Observers(
                            List.of(
                                    new LoggedSinks(),
                                    new SinkReport(screen, clock),
                                    new MeteredSinks(self, clock, new Random()))));
            report.part("sinks", SinkOptions.inWords(sinks));
        }
    }

    /// Looked at first, because a broker takes seconds to start and its clients a minute to give
    /// up.
    private void requireReachable(PlatformSettings settings) throws InterruptedException {
        if (settings.external().isEmpty()) {
            LoopbackPort.claim(settings.httpPort());
            LoopbackPort.claim(settings.kafkaPort());
            return;
        }
        var servers = settings.external().get();
        var connection =
                new Connection(
                        servers.bootstrapServers(), servers.schemaRegistry(), settings.client());
        try (var admin = connection.admin()) {
            if (!Reachable.within(REACHABLE_WITHIN, admin)) {
                throw CommandFailed.unavailable(
                        "inquest up: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(servers.bootstrapServers()));
            }
        }
    }

    private Follower<Finding> follow(Platform platform, Screen screen) {
        var listener = listener(screen);
        return Follower.start(
                platform,
                platform.topics().findings(),
                true,
                (_, finding) -> listener.accept(finding));
    }

    private Consumer<Finding> listener(Screen screen) {
        if (output.isJson()) {
            var lines = new JsonLines(Terminal.out());
            return finding ->
                    lines.print("findings", finding.getId(), finding.getLastSeen(), finding);
        }
        var sends = options.sinks().stream().anyMatch(sink -> sink.wakes() && !sink.isShadow());
        var view = new FindingView(screen, ZoneId.systemDefault(), sends);
        return finding -> {
            view.show(finding);
            screen.line("");
        };
    }
}
