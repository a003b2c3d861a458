package dev.inquest.standalone.cli;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.TopicSetup;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.standalone.platform.Reachable;
import dev.inquest.standalone.telemetry.DetectionSteps;
import dev.inquest.standalone.telemetry.FleetMetrics;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.topology.DetectorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Detection alone, on a Kafka and a registry that run already: any number of them share the work.
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Run detection alone, on Kafka and a schema registry that run already. Several share the"
                    + " work.",
            "Makes the topics that are missing. Ctrl-C ends it."
        })
public final class DetectCommand implements Callable<Integer> {

    private static final String COMMAND = "inquest detect";
    private static final Duration END_WITHIN = Duration.ofMillis(4_600);
    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(8);
    private static final int MOST_PARTITIONS = 10_000;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where stores and the log are kept (default: inquest/detect in $XDG_DATA_HOME or"
                            + " ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Partitions of event topics that do not exist yet (default:"
                            + " ${DEFAULT-VALUE}).")
    private int partitions = TopicSetup.DEFAULT_PARTITIONS;

    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();
    @Mixin private final KnownIssuesOption knownIssues = new KnownIssuesOption();
    @Mixin private final AdvisoriesOption advisories = new AdvisoriesOption();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        check();
        var directory =
                (dataDirectory == null ? ThisHost.dataDirectory().resolve("detect") : dataDirectory)
                        .toAbsolutePath()
                        .normalize();
        prepare(directory);
        var interruption = Interruption.watch(END_WITHIN);
        try {
            run(directory, interruption);
        } catch (ConfigException e) {
            throw CommandFailed.badInput(COMMAND + ": --client-config: " + e.getMessage());
        } catch (KafkaException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw CommandFailed.unavailable(COMMAND + ": Kafka: " + why.getMessage());
        } catch (IllegalStateException e) {
            throw CommandFailed.unavailable(COMMAND + ": " + e.getMessage());
        } finally {
            interruption.closed();
        }
        return ExitCode.FINE.number();
    }

    private void check() {
        kafka.check(COMMAND);
        telemetry.check(COMMAND);
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw CommandFailed.badInput(
                    "%s: --partitions: 1 to %d, not %d"
                            .formatted(COMMAND, MOST_PARTITIONS, partitions));
        }
        var _ = knownIssues.read(COMMAND);
        var _ = advisories.read(COMMAND);
    }

    private void run(Path directory, Interruption interruption) throws InterruptedException {
        // Somebody who reads JSON finds nothing else on standard output.
        var screen = output.isJson() ? Terminal.err() : Terminal.out();
        var settings = settings(directory);
        requireKafka();
        var log = LogFile.in(directory);
        screen.line(Style.STRONG, "Inquest detects on " + kafka.bootstrapServers() + ".");
        var report = new UpReport(screen);
        try (var parts = new ClosingOrder()) {
            var clock = InstantSource.system();
            var self = parts.add(telemetry.start(COMMAND, "detect", clock));
            var platform = parts.add(Platform.start(settings, report, clock));
            var detecting =
                    new DetectorSettings(
                            platform.bootstrapServers(),
                            settings.dataDirectory().resolve("streams"),
                            true,
                            settings.client(),
                            DetectionSteps.of(self, clock));
            var detector =
                    Detection.start(
                            COMMAND,
                            knownIssues,
                            advisories,
                            self.metrics(),
                            detecting,
                            platform,
                            parts);
            if (self.isRead()) {
                parts.add(FleetMetrics.follow(platform, self.metrics()));
            }
            Detection.await(detector, report, interruption, clock);
            screen.line("Ready. Ctrl-C ends it; the log is %s".formatted(log));
            interruption.await();
            screen.line("");
            screen.line("Closing …");
        }
        screen.line("Goodbye.");
    }

    private PlatformSettings settings(Path directory) {
        var connection = kafka.connection();
        return new PlatformSettings(
                directory,
                0,
                0,
                kafka.topicPrefix(),
                partitions,
                TimeSource.BROKER,
                Optional.of(
                        new PlatformSettings.External(
                                kafka.bootstrapServers(), connection.schemaRegistry())),
                kafka.client());
    }

    private void requireKafka() throws InterruptedException {
        try (var admin = kafka.connection().admin()) {
            if (!Reachable.within(REACHABLE_WITHIN, admin)) {
                throw CommandFailed.unavailable(
                        "%s: no Kafka answers at %s (--bootstrap-servers)"
                                .formatted(COMMAND, kafka.bootstrapServers()));
            }
        }
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --data-dir: %s cannot be used: %s"
                            .formatted(COMMAND, directory, e.getMessage()));
        }
    }
}
