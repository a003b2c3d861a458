package dev.inquest.standalone.cli;

import dev.inquest.collectors.consoles.ConsolesSettings;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.TopicSetup;
import dev.inquest.sinks.plan.PlannedSink;
import dev.inquest.standalone.platform.PlatformSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `up` can be told, checked before anything starts.
final class UpOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where data, stores and the log are kept (default: inquest in"
                            + " $XDG_DATA_HOME or ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Port of console and schema registry, 0 for any (default:"
                            + " ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the embedded Kafka, 0 for any (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Cluster of this node (default: ${DEFAULT-VALUE}).")
    private String cluster = "default";

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "Name of this node (default: its host name).")
    private @Nullable String node;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Partitions of event topics that do not exist yet (default:"
                            + " ${DEFAULT-VALUE}).")
    private int partitions = TopicSetup.DEFAULT_PARTITIONS;

    @Option(
            names = "--console-dir",
            paramLabel = "DIR",
            description =
                    "Follow serial consoles: CLUSTER__NODE.log or NODE.log in this directory.")
    private @Nullable Path consoleDirectory;

    @Option(
            names = "--consoles",
            paramLabel = "FILE",
            description =
                    "Collect the consoles that this file names (consoles.yaml, see"
                            + " docs/consoles.md).")
    private @Nullable Path consolesFile;

    @Option(
            names = "--pods",
            paramLabel = "FILE",
            description = "Follow restarts of containers, as JSON Lines; - is standard input.")
    private @Nullable String pods;

    @Mixin private final WebOptions web = new WebOptions();
    @Mixin private final ClusterOptions watched = new ClusterOptions();
    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final SinkOptions sinks = new SinkOptions();
    @Mixin private PodLogOptions podLogs = new PodLogOptions();
    @Mixin private KnownIssuesOption knownIssues = new KnownIssuesOption();
    @Mixin private AdvisoriesOption advisories = new AdvisoriesOption();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();

    @Option(
            names = "--pstore-remove",
            description =
                    "Remove files of /sys/fs/pstore once Kafka has what they say; without it they"
                            + " stay, and a full pstore keeps no further crash.")
    private boolean removesPstore;

    /// Refuses what cannot be.
    void check() {
        requirePort("--http-port", httpPort);
        requirePort("--kafka-port", kafkaPort);
        web.check("inquest up");
        require(
                partitions >= 1 && partitions <= 10_000,
                "--partitions: 1 to 10000, not " + partitions);
        require(
                kafka.namedKafka().isPresent() == kafka.namedRegistry().isPresent(),
                "--bootstrap-servers and --schema-registry need each other");
        kafka.check("inquest up");
        telemetry.check("inquest up");
        var _ = consoles();
        watched.check("inquest up");
        require(
                pods == null || pods.equals("-") || Files.isReadable(Path.of(pods)),
                "--pods: %s cannot be read".formatted(pods));
        podLogs.check("inquest up");
        var _ = knownIssues.read("inquest up");
        var _ = advisories.read("inquest up");
        var _ = sinks();
        nodeKey();
    }

    PlatformSettings platform() {
        return new PlatformSettings(
                dataDirectory(),
                kafkaPort,
                httpPort,
                kafka.topicPrefix(),
                partitions,
                TimeSource.BROKER,
                external(),
                client());
    }

    /// Our own registry asks for the token too.
    private Map<String, String> client() {
        var all = new HashMap<String, String>(kafka.client());
        if (external().isEmpty()) {
            all.putAll(web.registryCredentials());
        }
        return all;
    }

    private Optional<PlatformSettings.External> external() {
        return kafka.namedKafka()
                .flatMap(servers ->
                        kafka.namedRegistry()
                                .map(registry -> new PlatformSettings.External(servers, registry)));
    }

    NodeKey nodeKey() {
        try {
            return new NodeKey(cluster, node == null ? ThisHost.name() : node);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "inquest up: --cluster, --node: %s".formatted(e.getMessage()));
        }
    }

    Path dataDirectory() {
        var directory = dataDirectory == null ? ThisHost.dataDirectory() : dataDirectory;
        return directory.toAbsolutePath().normalize();
    }

    /// The consoles to collect; empty when none are named.
    Optional<ConsolesSettings> consoles() {
        return new ConsoleOptions(
                        "inquest up",
                        "--consoles",
                        Optional.ofNullable(consolesFile),
                        Optional.ofNullable(consoleDirectory))
                .settings(cluster);
    }

    Optional<String> pods() {
        return Optional.ofNullable(pods);
    }

    WebOptions web() {
        return web;
    }

    PodLogOptions podLogs() {
        return podLogs;
    }

    boolean removesPstore() {
        return removesPstore;
    }

    TelemetryOptions telemetry() {
        return telemetry;
    }

    KnownIssuesOption knownIssues() {
        return knownIssues;
    }

    AdvisoriesOption advisories() {
        return advisories;
    }

    /// Where findings go.
    List<PlannedSink> sinks() {
        return sinks.read("inquest up");
    }

    /// The cluster to watch, if one is.
    ClusterOptions cluster() {
        return watched;
    }

    /// What is collected beyond this host, as the end of a sentence.
    String more() {
        var consoles = consoles().map(found -> ", consoles: " + found.inWords()).orElse("");
        var more = consoles + watched.inWords();
        return pods == null ? more : more + ", restarts in " + pods;
    }

    /// The option that a taken port belongs to.
    String optionOf(int port) {
        return port == httpPort ? "--http-port" : "--kafka-port";
    }

    private static void requirePort(String option, int port) {
        require(port >= 0 && port <= 65_535, "%s: 0 to 65535, not %d".formatted(option, port));
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw CommandFailed.badInput("inquest up: " + line);
        }
    }
}
