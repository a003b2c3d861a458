package dev.inquest.standalone.cli;

import dev.inquest.collectors.consoles.Consoles;
import dev.inquest.collectors.consoles.ConsolesSettings;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.standalone.platform.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The console collector alone, where consoles are kept: on hypervisors, console servers, in a
/// cloud.
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = {
            "Collect the consoles of nodes: files, terminals, unix and TCP sockets, netconsole, and"
                    + " a cloud's console output.",
            "docs/consoles.md describes the settings file. Ctrl-C ends it."
        })
public final class CollectConsoleCommand implements Callable<Integer> {

    private static final String COMMAND = "inquest collect console";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Which consoles to collect and how to reach them (consoles.yaml).")
    private @Nullable Path settings;

    @Option(
            names = "--console-dir",
            paramLabel = "DIR",
            description =
                    "Follow serial consoles: CLUSTER__NODE.log or NODE.log in this directory.")
    private @Nullable Path directory;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = ConsolesSettings.DEFAULT_CLUSTER,
            description =
                    "Cluster of consoles in --console-dir that name none (default:"
                            + " ${DEFAULT-VALUE}).")
    private String cluster = ConsolesSettings.DEFAULT_CLUSTER;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where positions and the log are kept (default: inquest/console in"
                            + " $XDG_DATA_HOME or ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        var named =
                new ConsoleOptions(
                        COMMAND,
                        "--settings",
                        Optional.ofNullable(settings),
                        Optional.ofNullable(directory));
        var consoles =
                named.settings(cluster)
                        .orElseThrow(() ->
                                CommandFailed.badInput(
                                        COMMAND
                                                + ": --settings or --console-dir must name"
                                                + " consoles"));
        var state =
                dataDirectory == null ? ThisHost.dataDirectory().resolve("console") : dataDirectory;
        var collecting =
                new Collecting(
                        COMMAND, kafka, telemetry, state.toAbsolutePath().normalize(), output);
        return collecting
                .run(
                        "consoles: " + consoles.inWords(),
                        (publisher, connection, observer) ->
                                start(
                                        consoles,
                                        collecting.directory(),
                                        publisher,
                                        connection,
                                        observer))
                .number();
    }

    private Consoles start(
            ConsolesSettings consoles,
            Path state,
            Publisher publisher,
            Connection connection,
            CollectorObserver observer)
            throws IOException {
        return Consoles.start(
                consoles,
                state,
                new Consoles.Surroundings(
                        kafka.topics(),
                        publisher,
                        kafka.bootstrapServers(),
                        kafka.client(),
                        connection.registry(),
                        InstantSource.system(),
                        observer));
    }
}
