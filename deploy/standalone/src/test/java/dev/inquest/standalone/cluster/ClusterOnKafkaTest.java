package dev.inquest.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Intent;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.schemas.wire.ReadyState;
import dev.inquest.standalone.platform.Connection;
import dev.inquest.standalone.platform.Follower;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.standalone.platform.PlatformObserver;
import dev.inquest.standalone.platform.PlatformSettings;
import dev.inquest.topology.Detector;
import dev.inquest.topology.DetectorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster as users watch it: the program in a process of its own, a real broker, detection, and
/// time as it passes.
class ClusterOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> NODES =
            List.of("silent", "drained", "spot", "lost", "stopped", "replaced", "restarting");

    @TempDir private Path directory;

    private final MockApi api = new MockApi(Duration.ofSeconds(10), InstantSource.system());
    private final Kubelets kubelets = new Kubelets(api);
    private final Map<String, List<NodeObservation>> observed = new ConcurrentHashMap<>();
    private final Map<String, List<PodRestart>> restarts = new ConcurrentHashMap<>();
    private final Map<String, List<NodeStateName>> states = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        kubelets.close();
        api.close();
    }

    @Test
    void whatHappensInAClusterArrivesOnceEachAndLeadsToTheRightState() throws Exception {
        try (var platform = Platform.start(settings(), new PlatformObserver() {}, clock());
                var _ =
                        Detector.start(
                                detection(platform), platform.topics(), platform.registry());
                var _ = follow(connection(platform));
                var program = CollectProgram.start(directory, collect(platform))) {
            NODES.forEach(this::appear);
            NODES.forEach(node -> awaitState(node, NodeStateName.LIVE));

            announceAndDie();
            restartFiveTimesWhileTheApiComesAndGoes();
            awaitState("drained", NodeStateName.PLANNED);
            awaitState("spot", NodeStateName.PLANNED);

            awaitSeen("lost", LeaseState.STALE);
            api.delete("lost");
            awaitState("lost", NodeStateName.LOST);
            api.delete("stopped");
            awaitState("stopped", NodeStateName.STOPPED);
            anotherMachine();

            checkThatEachArrivedOnce();
            assertThat(program.end()).as(program.printed()).isZero();
            assertThat(program.printed()).contains("Inquest collects cluster c", "Goodbye.");
        }
    }

    @Test
    void upWatchesAClusterBesideItsOwnHost() throws Exception {
        var kafka = freePort();
        var http = freePort();
        var arguments =
                List.of(
                        "up",
                        "--kubeconfig",
                        kubeconfig(),
                        "--cluster",
                        "c",
                        "--kafka-port",
                        Integer.toString(kafka),
                        "--http-port",
                        Integer.toString(http),
                        "--data-dir",
                        directory.resolve("up").toString());
        try (var program = CollectProgram.start(directory, arguments)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(program.printed()).contains("Ready in "));
            var there = "127.0.0.1:" + kafka;
            try (var _ =
                    followStatus(
                            new Connection(there, "http://127.0.0.1:" + http, Map.of()),
                            "inquest.")) {
                appear("silent");
                awaitState("silent", NodeStateName.LIVE);
            }
            assertThat(program.end()).as(program.printed()).isZero();
        }
    }

    private void appear(String node) {
        api.add(node, "machine-" + node);
        kubelets.start(node);
    }

    /// Plans are seen, and renewals after them; then four nodes fall silent.
    private void announceAndDie() {
        api.edit("drained", node -> node.editSpec().withUnschedulable(true).endSpec());
        taint("spot", "aws-node-termination-handler/spot-itn");
        taint("stopped", "ToBeDeletedByClusterAutoscaler");
        awaitIntent("drained", IntentKind.CORDON);
        awaitIntent("spot", IntentKind.SPOT_RECLAIM);
        awaitIntent("stopped", IntentKind.SCALE_DOWN);
        awaitRenewals();
        List.of("silent", "drained", "spot", "lost").forEach(kubelets::stop);
        api.ready("silent", "Unknown");
    }

    private void taint(String node, String key) {
        api.edit(node, it -> it.editSpec().addNewTaint("NoSchedule", key, null, "1").endSpec());
    }

    private void restartFiveTimesWhileTheApiComesAndGoes() {
        api.pod("proxy-1", "restarting", 0);
        for (var count = 1; count <= 5; count++) {
            api.restart("proxy-1", "restarting", count);
            awaitRestarts(count);
            if (count == 2) {
                api.cutAllWatches();
            } else if (count == 4) {
                api.forget(3);
                api.cutAllWatches();
                await().atMost(PATIENCE).until(() -> api.forgot() == 3);
            }
        }
    }

    private void anotherMachine() {
        kubelets.stop("replaced");
        api.delete("replaced");
        api.add("replaced", "another-machine");
        kubelets.start("replaced");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(states.getOrDefault("c/replaced", List.of()))
                                .containsSubsequence(NodeStateName.REPLACED, NodeStateName.LIVE));
    }

    private void checkThatEachArrivedOnce() {
        assertThat(restarts.get("c/restarting"))
                .extracting(PodRestart::getRestartCount)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(seen("silent"))
                .extracting(NodeObservation::getReady)
                .endsWith(ReadyState.NOT_READY);
        for (var node : List.of("lost", "stopped", "replaced")) {
            assertThat(seen(node)).filteredOn(NodeObservation::getDeleted).as(node).hasSize(1);
        }
        observed.forEach(ClusterOnKafkaTest::checkThatEachTellsSomethingNew);
    }

    private static void checkThatEachTellsSomethingNew(String node, List<NodeObservation> told) {
        var comparable = told.stream().map(ClusterOnKafkaTest::withoutAge).toList();
        for (var i = 1; i < comparable.size(); i++) {
            assertThat(comparable.get(i)).as(node).isNotEqualTo(comparable.get(i - 1));
        }
    }

    /// How long a lease has been silent grows by itself.
    private static NodeObservation withoutAge(NodeObservation observation) {
        return NodeObservation.newBuilder(observation).setLeaseSilentMs(0).build();
    }

    private void awaitState(String node, NodeStateName state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(states.getOrDefault("c/" + node, List.of()))
                                .as(node)
                                .endsWith(state));
    }

    private void awaitSeen(String node, LeaseState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(seen(node))
                                .extracting(NodeObservation::getLease)
                                .endsWith(state));
    }

    private void awaitIntent(String node, IntentKind kind) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(seen(node))
                                .flatExtracting(NodeObservation::getIntents)
                                .extracting(Intent::getKind)
                                .contains(kind));
    }

    private List<NodeObservation> seen(String node) {
        return observed.getOrDefault("c/" + node, List.of());
    }

    private void awaitRenewals() {
        var before = kubelets.rounds();
        await().atMost(PATIENCE).until(() -> kubelets.rounds() > before + 1);
    }

    private void awaitRestarts(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(restarts.getOrDefault("c/restarting", List.of()))
                                .hasSize(count));
    }

    private AutoCloseable follow(Connection connection) {
        var topics = new Topics("t.", TimeSource.BROKER);
        var status = followStatus(connection, "t.");
        var observers =
                Follower.start(
                        connection, topics.observers(), (key, told) -> add(observed, key, told));
        var pods =
                Follower.start(connection, topics.pods(), (key, told) -> add(restarts, key, told));
        return () -> {
            pods.close();
            observers.close();
            status.close();
        };
    }

    private Follower<NodeStatus> followStatus(Connection connection, String prefix) {
        var topics = new Topics(prefix, TimeSource.BROKER);
        return Follower.start(
                connection, topics.status(), (key, told) -> add(states, key, told.getState()));
    }

    private static <V> void add(Map<String, List<V>> all, String key, V told) {
        all.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>()).add(told);
    }

    private List<String> collect(Platform platform) throws IOException {
        return List.of(
                "collect",
                "cluster",
                "--cluster",
                "c",
                "--kubeconfig",
                kubeconfig(),
                "--bootstrap-servers",
                platform.bootstrapServers(),
                "--schema-registry",
                platform.schemaRegistry(),
                "--topic-prefix",
                "t.",
                "--data-dir",
                directory.resolve("collector").toString());
    }

    private String kubeconfig() throws IOException {
        var text =
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: mock, cluster: {server: "%s"}}]
                users: [{name: reader, user: {token: none}}]
                contexts: [{name: mock, context: {cluster: mock, user: reader}}]
                current-context: mock
                """
                        .formatted(api.config().getMasterUrl());
        return Files.writeString(directory.resolve("kubeconfig"), text).toString();
    }

    private PlatformSettings settings() {
        return new PlatformSettings(
                directory.resolve("data"),
                0,
                0,
                "t.",
                2,
                TimeSource.BROKER,
                Optional.empty(),
                Map.of());
    }

    private DetectorSettings detection(Platform platform) {
        return new DetectorSettings(
                platform.bootstrapServers(), directory.resolve("streams"), true, Map.of());
    }

    private static Connection connection(Platform platform) {
        return new Connection(platform.bootstrapServers(), platform.schemaRegistry(), Map.of());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static InstantSource clock() {
        return InstantSource.system();
    }
}
