package dev.inquest.standalone.cli;

import dev.inquest.collectors.cluster.ClusterCollector;
import dev.inquest.collectors.cluster.ClusterSettings;
import dev.inquest.collectors.cluster.api.ApiClient;
import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topics;
import dev.inquest.settings.SettingsRefused;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Follower;
import dev.inquest.standalone.platform.TopicSnapshot;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which a command watches a Kubernetes cluster, and how it starts to.
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Watch the Kubernetes cluster that this file leads to: nodes, leases, pods; see"
                            + " docs/kubernetes.md for the one ClusterRole it needs.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context in the kubeconfig (default: its current one).")
    private @Nullable String context;

    @Option(
            names = "--intents",
            paramLabel = "FILE",
            description = "Maintenance windows and marks of your own (intents.yaml).")
    private @Nullable Path intents;

    @Option(
            names = "--pod-namespace",
            paramLabel = "NAME",
            description = "Watch pods of this namespace only; may be repeated (default: all).")
    private List<String> namespaces = List.of();

    @Option(
            names = "--node-label",
            paramLabel = "KEY",
            description = "Publish this label of nodes as a fact; may be repeated.")
    private List<String> labels = List.of();

    /// Whether a cluster is to be watched, or plans are to be told without one.
    boolean isAsked() {
        return kubeconfig != null || intents != null;
    }

    /// Whether a kubeconfig says where the API is.
    boolean hasApi() {
        return kubeconfig != null;
    }

    /// Refuses what cannot be.
    ///
    /// @param command how the command is called
    void check(String command) {
        if (context != null && kubeconfig == null) {
            throw CommandFailed.badInput(command + ": --context needs --kubeconfig");
        }
        var _ = config(command);
        try {
            var _ = settings("default", intents(command, CollectorObserver.NONE));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s: --pod-namespace, --node-label: %s".formatted(command, e.getMessage()));
        }
    }

    /// The end of a sentence about what is collected.
    String inWords() {
        return kubeconfig == null ? "" : ", the Kubernetes API of " + kubeconfig;
    }

    private ClusterSettings settings(String cluster, IntentsFile file) {
        return ClusterSettings.of(cluster, file).with(namespaces, labels);
    }

    private IntentsFile intents(String command, CollectorObserver observer) {
        if (intents == null) {
            return IntentsFile.none();
        }
        try {
            return IntentsFile.open(intents, observer);
        } catch (SettingsRefused e) {
            throw CommandFailed.badInput(command + ": --intents: " + e.getMessage());
        }
    }

    /// Where the API is; empty when none was named.
    private Optional<Config> config(String command) {
        if (kubeconfig == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(kubeconfig) || !Files.isReadable(kubeconfig)) {
            throw CommandFailed.badInput(
                    "%s: --kubeconfig: %s cannot be read".formatted(command, kubeconfig));
        }
        try {
            return Optional.of(Config.fromKubeconfig(context, kubeconfig.toFile()));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s: --kubeconfig: %s: %s".formatted(command, kubeconfig, e.getMessage()));
        }
    }

    /// What a cluster collector stands in.
    record Surroundings(
            Connection connection,
            Topics topics,
            Publisher publisher,
            InstantSource clock,
            CollectorObserver observer) {}

    /// Begins: reads what was told before, watches the API, and follows what people declare.
    ///
    /// @param otherwise where the API is when no kubeconfig was named; without any, only plans are
    ///   told
    ClosingOrder start(
            String command, String cluster, Optional<Config> otherwise, Surroundings around) {
        var parts = new ClosingOrder();
        var client =
                config(command)
                        .or(() -> otherwise)
                        .map(config ->
                                parts.add(
                                        ApiClient.of(config, System::nanoTime, around.observer())));
        var collector =
                parts.add(
                        ClusterCollector.start(
                                settings(cluster, intents(command, around.observer())),
                                client,
                                TopicSnapshot.read(
                                        around.connection(), around.topics().observers()),
                                around.publisher(),
                                around.topics(),
                                around.clock(),
                                around.observer()));
        parts.add(
                Follower.start(around.connection(), around.topics().operators(), collector::apply));
        return parts;
    }
}
