package dev.inquest.standalone.cluster;

import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.cluster.ClusterCollector;
import dev.inquest.collectors.cluster.ClusterSettings;
import dev.inquest.collectors.cluster.api.ApiClient;
import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.topology.ReplayRun;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ConditionTimeoutException;

/// A cluster on fabric8's CRUD mock of the API, watched by a collector whose clock the test moves.
final class MockCluster implements AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final String LEASES = "kube-node-lease";

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final ForgetfulApi api = new ForgetfulApi();
    private final ToldEvents told = new ToldEvents();
    private final AtomicLong seconds = new AtomicLong();
    private final KubernetesClient admin;
    private final CollectorObserver observer;
    private KubernetesMockServer server;
    private Optional<KubernetesClient> client = Optional.empty();
    private Optional<ClusterCollector> collector = Optional.empty();

    MockCluster(CollectorObserver observer) {
        this.observer = observer;
        this.server = serve(0);
        this.admin = ApiClient.of(server.createClient().getConfiguration(), this::nanos, observer);
    }

    private KubernetesMockServer serve(int port) {
        var fresh =
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), api, false);
        fresh.init(InetAddress.getLoopbackAddress(), port);
        return fresh;
    }

    /// The API goes away with every connection, and comes back with all its objects.
    void cutAllWatches() {
        var port = server.getPort();
        server.destroy();
        server = serve(port);
    }

    void forget(int watches) {
        api.forget(watches);
    }

    int forgot() {
        return api.forgot();
    }

    ToldEvents told() {
        return told;
    }

    void watch() {
        watch(Map.of());
    }

    void watch(Map<String, NodeObservation> before) {
        var topics = new Topics("t.", TimeSource.STORY);
        client = Optional.of(ApiClient.of(admin.getConfiguration(), this::nanos, observer));
        var settings = ClusterSettings.of("c", IntentsFile.none()).polling(Duration.ofMillis(20));
        collector =
                Optional.of(
                        ClusterCollector.start(
                                settings,
                                client,
                                before,
                                told,
                                topics,
                                this::now,
                                this::nanos,
                                observer));
    }

    Instant now() {
        return BEGIN.plusSeconds(seconds.get());
    }

    private long nanos() {
        return Duration.ofSeconds(seconds.get()).toNanos();
    }

    void pass(Duration time) {
        seconds.addAndGet(time.toSeconds());
    }

    /// A node with a machine and a lease; the API gives it a uid.
    void add(String name, String machine) {
        admin.nodes()
                .resource(
                        new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .addToLabels("topology.kubernetes.io/zone", "a")
                                .endMetadata()
                                .withNewSpec()
                                .endSpec()
                                .withNewStatus()
                                .withNewNodeInfo()
                                .withSystemUUID(machine)
                                .withBootID("boot-1")
                                .withKernelVersion("5.15.0-91-generic")
                                .withOsImage("Ubuntu 22.04.4 LTS")
                                .withArchitecture("amd64")
                                .endNodeInfo()
                                .addNewCondition()
                                .withType("Ready")
                                .withStatus("True")
                                .endCondition()
                                .endStatus()
                                .build())
                .create();
        admin.leases()
                .inNamespace(LEASES)
                .resource(
                        new LeaseBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace(LEASES)
                                .endMetadata()
                                .withNewSpec()
                                .withLeaseDurationSeconds(40)
                                .withRenewTime(now().atZone(ZoneOffset.UTC))
                                .endSpec()
                                .build())
                .create();
    }

    void edit(String name, UnaryOperator<NodeBuilder> change) {
        admin.nodes()
                .withName(name)
                .edit((Node node) -> change.apply(new NodeBuilder(node)).build());
    }

    void ready(String name, String status) {
        edit(
                name,
                node ->
                        node.editStatus()
                                .withConditions()
                                .addNewCondition()
                                .withType("Ready")
                                .withStatus(status)
                                .endCondition()
                                .endStatus());
    }

    void renew(String name) {
        admin.leases()
                .inNamespace(LEASES)
                .withName(name)
                .edit(lease ->
                        new LeaseBuilder(lease)
                                .editSpec()
                                .withRenewTime(now().atZone(ZoneOffset.UTC))
                                .endSpec()
                                .build());
    }

    void delete(String name) {
        admin.leases().inNamespace(LEASES).withName(name).delete();
        admin.nodes().withName(name).delete();
    }

    /// A node that is there and whose lease is being renewed; returns once that was told.
    void live(String name) {
        add(name, "machine-" + name);
        awaitSeen(name, last -> true);
        breathes(name);
    }

    /// The node renews its lease every ten seconds, as a kubelet does, until that was told.
    void breathes(String name) {
        inStoryTime(
                Duration.ofSeconds(10), () -> renew(name), () -> isSeen(name, LeaseState.FRESH));
    }

    /// Time passes in which the node does not renew its lease. A renewal that was under way counts
    /// from when it is seen, so more than once.
    void dies(String name) {
        inStoryTime(Duration.ofSeconds(45), () -> {}, () -> isSeen(name, LeaseState.STALE));
    }

    /// Lets time pass step by step, and the collector look after each, until something is so.
    private void inStoryTime(Duration step, Runnable then, BooleanSupplier isSo) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(700))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    pass(step);
                    then.run();
                    return isSoSoon(isSo);
                });
    }

    private static boolean isSoSoon(BooleanSupplier isSo) {
        try {
            await().atMost(Duration.ofMillis(600)).until(isSo::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private boolean isSeen(String name, LeaseState state) {
        var seen = seen(name);
        return !seen.isEmpty() && seen.getLast().getLease() == state;
    }

    void awaitSeen(String name, Predicate<NodeObservation> what) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> {
                    var seen = seen(name);
                    return !seen.isEmpty() && what.test(seen.getLast());
                });
    }

    List<NodeObservation> seen(String name) {
        return told.of("c/" + name, NodeObservation.class);
    }

    /// A pod of a Deployment whose container has restarted so often.
    void pod(String name, String node, int restarts) {
        admin.pods().inNamespace("kube-system").resource(podOn(node, name, restarts)).create();
    }

    void restart(String name, String node, int restarts) {
        admin.pods()
                .inNamespace("kube-system")
                .withName(name)
                .edit((Pod pod) -> podOn(node, name, restarts));
    }

    private static Pod podOn(String node, String name, int restarts) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("kube-system")
                .withUid("pod-" + name)
                .addToLabels("pod-template-hash", "7d9f8b6c5d")
                .addNewOwnerReference()
                .withKind("ReplicaSet")
                .withName("proxy-7d9f8b6c5d")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("proxy")
                .withImageID("registry.example/proxy@sha256:abcd")
                .withRestartCount(restarts)
                .withNewLastState()
                .withNewTerminated()
                .withReason("Error")
                .withExitCode(2)
                .withMessage("panic: index out of range\ntoken=abcdefgh")
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    /// What became of all nodes, and what was found, once time has run on for long.
    ReplayRun detect() {
        var run = new ReplayRun();
        told.play(run);
        return run;
    }

    void stopWatching() {
        collector.ifPresent(ClusterCollector::close);
        client.ifPresent(KubernetesClient::close);
        collector = Optional.empty();
        client = Optional.empty();
    }

    @Override
    public void close() {
        stopWatching();
        admin.close();
        server.destroy();
    }
}
