package dev.inquest.standalone.cli;

import dev.inquest.schemas.NodeKey;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The cluster collector alone, once for each cluster.
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = {
            "Collect from the Kubernetes API of one cluster: nodes, leases, restarts of containers,"
                    + " and plans to take nodes away.",
            "In a pod it uses the pod's service account; elsewhere --kubeconfig says where. With"
                    + " neither it tells only the plans of --intents and of people.",
            "docs/kubernetes.md has the ClusterRole. Ctrl-C ends it."
        })
public final class CollectClusterCommand implements Callable<Integer> {

    private static final String COMMAND = "inquest collect cluster";
    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "What the cluster is called in events (default: ${DEFAULT-VALUE}).")
    private String cluster = "default";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the log is kept (default: inquest/cluster in $XDG_DATA_HOME or"
                            + " ~/.local/share).")
    private @Nullable Path dataDirectory;

    @Mixin private final ClusterOptions watched = new ClusterOptions();
    @Mixin private final KafkaOptions kafka = new KafkaOptions();
    @Mixin private final TelemetryOptions telemetry = new TelemetryOptions();
    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        check();
        var state =
                dataDirectory == null ? ThisHost.dataDirectory().resolve("cluster") : dataDirectory;
        var collecting =
                new Collecting(
                        COMMAND, kafka, telemetry, state.toAbsolutePath().normalize(), output);
        var ofThisPod = ofThisPod();
        return collecting
                .run(
                        what(ofThisPod),
                        (publisher, connection, observer) ->
                                watched.start(
                                        COMMAND,
                                        cluster,
                                        ofThisPod,
                                        new ClusterOptions.Surroundings(
                                                connection,
                                                kafka.topics(),
                                                publisher,
                                                InstantSource.system(),
                                                observer)))
                .number();
    }

    private void check() {
        watched.check(COMMAND);
        try {
            var _ = new NodeKey(cluster, "node");
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(COMMAND + ": --cluster: no name of a cluster: " + cluster);
        }
    }

    private static Optional<Config> ofThisPod() {
        return Files.isReadable(SERVICE_ACCOUNT)
                ? Optional.of(Config.autoConfigure(null))
                : Optional.empty();
    }

    private String what(Optional<Config> ofThisPod) {
        if (watched.hasApi() || ofThisPod.isPresent()) {
            return "cluster %s from its Kubernetes API".formatted(cluster);
        }
        return "plans for cluster %s; without --kubeconfig it sees nothing else".formatted(cluster);
    }
}
