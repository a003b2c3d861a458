package dev.inquest.standalone.cluster;

import dev.inquest.collectors.cluster.api.ApiClient;
import dev.inquest.collectors.observe.CollectorObserver;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/// fabric8's CRUD mock of the Kubernetes API, with nodes, leases and pods as a cluster has them.
final class MockApi implements AutoCloseable {

    private static final String LEASES = "kube-node-lease";

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private final ForgetfulApi api = new ForgetfulApi();
    private final Duration lease;
    private final InstantSource time;
    private final KubernetesClient admin;
    private KubernetesMockServer server;

    /// @param lease how long a node counts as alive after it renewed its lease
    /// @param time when nodes renew
    MockApi(Duration lease, InstantSource time) {
        this.lease = lease;
        this.time = time;
        this.server = serve(0);
        var made = server.createClient();
        this.admin =
                ApiClient.of(made.getConfiguration(), System::nanoTime, CollectorObserver.NONE);
        made.close();
    }

    /// Where it is, and as whom.
    Config config() {
        return admin.getConfiguration();
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
                                .withLeaseDurationSeconds((int) lease.toSeconds())
                                .withRenewTime(time.instant().atZone(ZoneOffset.UTC))
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
                                .withRenewTime(time.instant().atZone(ZoneOffset.UTC))
                                .endSpec()
                                .build());
    }

    void delete(String name) {
        admin.leases().inNamespace(LEASES).withName(name).delete();
        admin.nodes().withName(name).delete();
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

    @Override
    public void close() {
        admin.close();
        server.destroy();
    }
}
