package dev.inquest.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.cluster.api.ApiClient;
import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Intent;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.schemas.wire.PodRestart;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a real API does and the mock does not.
class BorderCasesTest {

    private final StrictApi api = new StrictApi();
    private final KeptEvents told = new KeptEvents();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final CollectorObserver observer =
            new CollectorObserver() {
                @Override
                public void blind(String source, String why) {
                    heard.add("blind " + source + ": " + why);
                }

                @Override
                public void seeing(String source) {
                    heard.add("seeing " + source);
                }

                @Override
                public void roundFailed(String collector, Throwable why) {
                    heard.add("failed " + collector + ": " + why);
                }

                @Override
                public void limited(String source, String why) {
                    heard.add("limited " + source);
                }
            };
    private Optional<ClusterCollector> collector = Optional.empty();
    private Optional<KubernetesClient> client = Optional.empty();

    @AfterEach
    void close() {
        collector.ifPresent(ClusterCollector::close);
        client.ifPresent(KubernetesClient::close);
        api.close();
        assertThat(heard).noneMatch(word -> word.startsWith("failed"));
    }

    @Test
    void aLongListIsReadPageByPage() {
        for (var i = 0; i < 1_203; i++) {
            api.put(api.nodes, node("n-" + i, "uid"));
        }
        watch();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> told.keys(NodeObservation.class).size() == 1_203);
        assertThat(api.nodes.lists()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatIsNotPermittedIsBlindAndTheRestGoesOn() {
        api.leases.forbid(true);
        api.put(api.nodes, node("n", "uid"));
        api.put(api.leases, lease("n", 1));
        watch();
        awaitHeard("blind cluster leases: the API does not permit it (403): see the ClusterRole");
        await().until(() -> !seen("n").isEmpty());
        assertThat(seen("n").getLast().getLease()).isEqualTo(LeaseState.UNKNOWN);

        api.leases.forbid(false);
        awaitHeard("seeing cluster leases");
        api.put(api.leases, lease("n", 2));
        await().until(() -> seen("n").getLast().getLease() == LeaseState.FRESH);
        assertThat(heard).noneMatch(word -> word.contains("cluster nodes"));
    }

    @Test
    void aThrottlingApiIsAskedAgainLaterAndItIsSaid() {
        api.nodes.throttle(2);
        api.put(api.nodes, node("n", "uid"));
        watch();
        await().atMost(Duration.ofSeconds(60)).until(() -> !seen("n").isEmpty());
        assertThat(heard).contains("limited kubernetes api");
    }

    @Test
    void aWatchThatIsCutInTheMiddleOfALineGoesOnWhereItStood() {
        api.put(api.pods, pod(1));
        watch();
        await().until(() -> restarts().size() == 1);
        api.bookmark(api.pods);
        api.put(api.pods, pod(2));
        await().until(() -> restarts().size() == 2);
        api.cut(api.pods);
        api.put(api.pods, pod(3));
        await().atMost(Duration.ofSeconds(60)).until(() -> restarts().size() == 3);

        assertThat(restarts()).extracting(PodRestart::getRestartCount).containsExactly(1, 2, 3);
        assertThat(api.pods.lists()).isLessThanOrEqualTo(2);
    }

    @Test
    void aForgottenVersionIsFollowedByAListThatFindsWhatWent() {
        api.put(api.nodes, node("stays", "uid-1"));
        api.put(api.nodes, node("goes", "uid-2"));
        watch();
        await().until(() -> !seen("stays").isEmpty() && !seen("goes").isEmpty());
        api.cut(api.nodes);
        api.remove(api.nodes, "goes");
        api.forget(api.nodes);
        await().atMost(Duration.ofSeconds(60)).until(() -> seen("goes").getLast().getDeleted());

        // Once more at most, when the pods were listed.
        assertThat(seen("stays"))
                .hasSizeLessThanOrEqualTo(2)
                .noneMatch(NodeObservation::getDeleted);
        assertThat(seen("goes")).filteredOn(NodeObservation::getDeleted).hasSize(1);
        assertThat(api.nodes.lists()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void noLeaseIsStaleWithoutASecondLook() {
        api.put(api.nodes, node("n", "uid"));
        api.put(api.leases, lease("n", 1));
        watch();
        await().until(() -> !seen("n").isEmpty());
        api.put(api.leases, lease("n", 2));
        await().until(() -> seen("n").getLast().getLease() == LeaseState.FRESH);

        // The watch has gone deaf: the lease is renewed, and it says nothing.
        api.leases.deafen();
        api.put(api.leases, lease("n", 3));
        var lists = api.leases.lists();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        await().until(() -> api.leases.lists() > lists);
        awaitHeard("blind cluster leases: the watch hears nothing of what the API says");
        awaitHeard("seeing cluster leases");

        assertThat(seen("n"))
                .extracting(NodeObservation::getLease)
                .doesNotContain(LeaseState.STALE);
    }

    @Test
    void aWatchThatBeginsAnewForgetsNothingAndInventsNoRenewal() {
        api.put(api.nodes, machine("n", "machine-1"));
        api.put(api.leases, lease("n", 1));
        watch();
        await().until(() -> !seen("n").isEmpty());
        api.put(api.leases, lease("n", 2));
        await().until(() -> seen("n").getLast().getLease() == LeaseState.FRESH);
        api.leases.deafen();
        api.put(api.leases, lease("n", 3));
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        awaitHeard("seeing cluster nodes");
        awaitHeard("seeing cluster leases");

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
                    return seen("n").getLast().getLease() == LeaseState.STALE;
                });
        assertThat(seen("n")).extracting(NodeObservation::getSystemUuid).containsOnly("machine-1");
    }

    @Test
    void withoutAnApiPeoplesPlansAreStillTold() {
        start(Optional.empty());
        var plan =
                Intent.newBuilder()
                        .setKind(IntentKind.MAINTENANCE)
                        .setDeclaredAt(Instant.EPOCH)
                        .build();
        var action =
                OperatorAction.newBuilder()
                        .setKind(OperatorActionKind.INTENT)
                        .setTarget("c/n")
                        .setBy("ann")
                        .setReason("new fan")
                        .setAt(Instant.EPOCH)
                        .setIntent(plan)
                        .build();
        collector.orElseThrow().apply("intent/1", action);
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        await().until(() -> !seen("n").isEmpty());

        var intent = seen("n").getLast().getIntents().getFirst();
        assertThat(intent.getReason()).isEqualTo("new fan");
        assertThat(intent.getSource()).isEqualTo("ann");
        assertThat(intent.getDeclaredAt()).isAfter(Instant.EPOCH);

        var withdrawn = OperatorAction.newBuilder(action).setUntil(Instant.EPOCH).build();
        collector.orElseThrow().apply("intent/1", withdrawn);
        await().until(() -> seen("n").getLast().getIntents().isEmpty());
    }

    private void watch() {
        var config = new ConfigBuilder().withMasterUrl(api.url()).withOnlyHttpWatches(true);
        start(Optional.of(ApiClient.of(config.build(), nanos::get, observer)));
    }

    private void start(Optional<KubernetesClient> with) {
        client = with;
        collector =
                Optional.of(
                        ClusterCollector.start(
                                ClusterSettings.of("c", IntentsFile.none())
                                        .polling(Duration.ofMillis(20)),
                                with,
                                Map.of(),
                                told,
                                new Topics("t.", TimeSource.STORY),
                                InstantSource.system(),
                                nanos::get,
                                observer));
    }

    private void awaitHeard(String what) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(heard).contains(what));
    }

    private List<NodeObservation> seen(String node) {
        return told.of("c/" + node, NodeObservation.class);
    }

    private List<PodRestart> restarts() {
        return told.of("c/n", PodRestart.class);
    }

    private static Node node(String name, String uid) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(uid)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .endStatus()
                .build();
    }

    private static Node machine(String name, String uuid) {
        return new NodeBuilder(node(name, "uid"))
                .editStatus()
                .withNewNodeInfo()
                .withSystemUUID(uuid)
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Lease lease(String name, int renewal) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("kube-node-lease")
                .endMetadata()
                .withNewSpec()
                .withLeaseDurationSeconds(40)
                .withRenewTime(Instant.EPOCH.plusSeconds(renewal).atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }

    private static Pod pod(int restarts) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .withUid("uid")
                .endMetadata()
                .withNewSpec()
                .withNodeName("n")
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("c")
                .withRestartCount(restarts)
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
