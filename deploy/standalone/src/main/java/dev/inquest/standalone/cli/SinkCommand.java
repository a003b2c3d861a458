package dev.inquest.standalone.cli;

import dev.inquest.settings.SettingsRefused;
import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.LoggedSinks;
import dev.inquest.sinks.delivery.Observers;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.sinks.plan.RunningSinks;
import dev.inquest.sinks.plan.SinkKind;
import dev.inquest.sinks.plan.SinksFile;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.sinks.SinkKinds;
import dev.inquest.standalone.sinks.SinkReport;
import dev.inquest.standalone.telemetry.MeteredSinks;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.telemetry.SelfReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One kind of sink alone, beside a Kafka that runs already.
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = {
            "Send findings to one kind of receiver: pagerduty, alertmanager, webhook or otlp.",
            "What can wake somebody is only logged as \"would page\" until --page. docs/sinks/"
                    + " describes each kind. Ctrl-C ends it."
        })
public final class SinkCommand implements Callable<Integer> {

    private static final Duration END_WITHIN = Duration.ofMillis(4_600);
    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(8);

    private final InstantSource clock = InstantSource.system();

    @Parameters(paramLabel = "KIND", description = "What receives the findings.")
    private String kind = "";

    @Option(
            names = "--sinks",
            paramLabel = "FILE",
            description = "Run the sinks of this kind in this file (sinks.yaml).")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Instead of a file: a property of the sink, such as url=https://…; may be"
                            + " repeated. Secrets only as NAME-file=FILE or NAME=$${VARIABLE}.")
    private List<String> set = List.of();

    @Option(names = "--page", description = "Let it wake people.")
    private boolean page;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the log is kept (default: inquest/sink in $$XDG_DATA_HOME or"
                            + " ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        var command = "inquest sink " + known(kind).name();
        kafka.check(command);
        telemetry.check(command);
        var sinks = sinks(command);
        var log = LogFile.in(prepareDirectory(command));
        // Somebody who reads JSON finds nothing else on standard output.
        var screen = output.isJson() ? Terminal.err() : Terminal.out();
        var interruption = Interruption.watch(END_WITHIN);
        try {
            run(command, sinks, screen, log, interruption);
        } catch (ConfigException e) {
            throw CommandFailed.badInput(command + ": --client-config: " + e.getMessage());
        } catch (KafkaException e) {
            throw CommandFailed.unavailable(command + ": Kafka: " + e.getMessage());
        } finally {
            interruption.closed();
        }
        screen.line("Goodbye.");
        return ExitCode.FINE.number();
    }

    private static SinkKind known(String kind) {
        return SinkKinds.all().stream()
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() ->
                        CommandFailed.badInput(
                                "inquest sink: there is no kind '%s': %s"
                                        .formatted(
                                                kind,
                                                SinkKinds.all().stream()
                                                        .map(SinkKind::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    private List<PlannedSink> sinks(String command) {
        var reader = new SinksFile(SinkKinds.all(), page);
        if (file == null) {
            try {
                return reader.parse("--set", SetProperties.yaml(kind, set));
            } catch (SettingsRefused e) {
                throw SinkOptions.refused(command, e);
            }
        }
        if (!set.isEmpty()) {
            throw CommandFailed.badInput(command + ": --sinks and --set exclude each other");
        }
        var all = SinkOptions.read(command, file, reader);
        var ours = all.stream().filter(sink -> sink.kind().equals(kind)).toList();
        if (ours.isEmpty()) {
            throw CommandFailed.badInput(
                    "%s: --sinks: %s names no sink of kind %s".formatted(command, file, kind));
        }
        return ours;
    }

    private void run(
            String command,
            List<PlannedSink> sinks,
            Screen screen,
            String log,
            Interruption interruption)
            throws InterruptedException {
        var connection = kafka.connection();
        requireKafka(command, connection);
        var findings =
                new Findings(connection.clientConfig(), connection.registry(), kafka.topics());
        try (var self = telemetry.start(command, "sink", clock);
                var _ = RunningSinks.start(sinks, findings, clock, observer(screen, self))) {
            screen.line(
                    Style.STRONG, "Inquest sends findings to " + SinkOptions.inWords(sinks) + ".");
            screen.line("Ready. Ctrl-C ends it; the log is %s".formatted(log));
            interruption.await();
            screen.line("");
            screen.line("Closing …");
        }
    }

    private Observers observer(Screen screen, SelfReport self) {
        return new Observers(
                List.of(
                        new LoggedSinks(),
                        new SinkReport(screen, clock),
                        new MeteredSinks(self, clock, new Random())));
    }

    private void requireKafka(String command, Connection connection) throws InterruptedException {
        try (var admin = connection.admin()) {
            if (!Reachable.within(REACHABLE_WITHIN, admin)) {
                throw CommandFailed.unavailable(
                        "%s: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(command, kafka.bootstrapServers()));
            }
        }
    }

    private Path prepareDirectory(String command) {
        var directory =
                dataDirectory == null ? ThisHost.dataDirectory().resolve("sink") : dataDirectory;
        try {
            return Files.createDirectories(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --data-dir: %s cannot be used: %s"
                            .formatted(command, directory, e.getMessage()));
        }
    }
}
