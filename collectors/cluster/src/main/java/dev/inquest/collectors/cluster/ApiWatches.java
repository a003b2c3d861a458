package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.api.ApiWatch;
import dev.inquest.collectors.cluster.api.LeaseListing;
import dev.inquest.collectors.cluster.api.Sight;
import dev.inquest.collectors.cluster.node.Nodes;
import dev.inquest.collectors.observe.CollectorObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The watches of one cluster: nodes, leases, and pods by namespace or all of them. One that is not
/// permitted leaves the others alone.
final class ApiWatches implements AutoCloseable {

    private final ApiWatch<Node> nodes;
    private final ApiWatch<Lease> leases;
    private final List<ApiWatch<Pod>> pods;
    private final LeaseJudge judge;
    private final Duration blindAfter;

    private ApiWatches(
            ApiWatch<Node> nodes,
            ApiWatch<Lease> leases,
            List<ApiWatch<Pod>> pods,
            LeaseJudge judge,
            Duration blindAfter) {
        this.nodes = nodes;
        this.leases = leases;
        this.pods = List.copyOf(pods);
        this.judge = judge;
        this.blindAfter = blindAfter;
    }

    /// What each kind of object is shown to.
    record Sights(Sight<Node> nodes, Sight<Lease> leases, Sight<Pod> pods) {}

    static ApiWatches start(
            KubernetesClient client,
            ClusterSettings settings,
            Sights sights,
            Nodes known,
            LongSupplier nanos,
            CollectorObserver observer) {
        var page = (long) settings.page();
        var nodes =
                new ApiWatch<>(
                        "cluster nodes",
                        () -> client.nodes().withLimit(page),
                        Node::new,
                        sights.nodes(),
                        nanos,
                        observer);
        var leases =
                new ApiWatch<>(
                        "cluster leases",
                        () -> client.leases().inNamespace(LeaseListing.NAMESPACE).withLimit(page),
                        Lease::new,
                        sights.leases(),
                        nanos,
                        observer);
        var pods = new ArrayList<ApiWatch<Pod>>();
        places(client, settings.namespaces(), page)
                .forEach(place ->
                        pods.add(
                                new ApiWatch<>(
                                        "cluster pods",
                                        place,
                                        Pod::new,
                                        sights.pods(),
                                        nanos,
                                        observer)));
        var judge =
                new LeaseJudge(
                        known,
                        new LeaseListing(client, page),
                        settings.blindAfter(),
                        nanos.getAsLong());
        var watches = new ApiWatches(nodes, leases, pods, judge, settings.blindAfter());
        watches.all().forEach(ApiWatch::start);
        return watches;
    }

    private static Stream<Supplier<Informable<Pod>>> places(
            KubernetesClient client, List<String> namespaces, long page) {
        if (namespaces.isEmpty()) {
            return Stream.of(() -> client.pods().inAnyNamespace().withLimit(page));
        }
        return namespaces.stream()
                .map(namespace -> () -> client.pods().inNamespace(namespace).withLimit(page));
    }

    private Stream<ApiWatch<? extends HasMetadata>> all() {
        return Stream.concat(Stream.of(nodes, leases), pods.stream());
    }

    /// Looks at every watch, and lets leases be judged.
    void look(long nanos) {
        nodes.sees();
        pods.forEach(ApiWatch::sees);
        if (judge.judge(leases.sees(), nanos)) {
            all().forEach(watch -> watch.restart("the watch hears nothing of what the API says"));
        }
    }

    /// What has not been seen for long.
    List<String> blind() {
        return all().filter(watch -> watch.isBlindFor(blindAfter))
                .map(ApiWatch::source)
                .distinct()
                .toList();
    }

    /// Whether Node objects could not be seen for long, or never.
    boolean objectsUnseen() {
        return nodes.isBlindFor(blindAfter);
    }

    @Override
    public void close() {
        all().forEach(ApiWatch::close);
    }
}
