package dev.inquest.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.wire.Goodbye;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.PodRestart;
import dev.inquest.schemas.wire.ReadyState;
import dev.inquest.schemas.wire.RebootKind;
import dev.inquest.topology.ReplayRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens in a cluster arrives once, and leads to the right state: from the API through the
/// collector's records to detection.
class WatchedClusterTest {

    private static final String NODE = "w-1";

    private final MockCluster cluster = new MockCluster(new CollectorObserver() {});

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aPodThatRestartsFiveTimesIsToldFiveTimes() {
        cluster.watch();
        cluster.live(NODE);
        cluster.api().pod("proxy-1", NODE, 0);
        for (var count = 1; count <= 5; count++) {
            cluster.api().restart("proxy-1", NODE, count);
            awaitRestarts(count);
            // The same count seen again is no restart.
            cluster.api().restart("proxy-1", NODE, count);
        }

        var restarts = restarts();
        assertThat(restarts).extracting(PodRestart::getRestartCount).containsExactly(1, 2, 3, 4, 5);
        var last = restarts.getLast();
        assertThat(last.getWorkload()).isEqualTo("deployment/proxy");
        assertThat(last.getControllerRevision()).isEqualTo("7d9f8b6c5d");
        assertThat(last.getImageDigest()).isEqualTo("sha256:abcd");
        assertThat(last.getExitCode()).isEqualTo(2);
        assertThat(last.getLastLogLines())
                .containsExactly("panic: index out of range", "token=[redacted]");
    }

    @Test
    void aNodeIsLiveByItsLeaseAndHasItsFacts() {
        cluster.watch();
        cluster.live(NODE);

        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.LIVE);
        var facts = cluster.told().of("c/w-1#cluster", NodeFacts.class);
        assertThat(facts).hasSize(1);
        assertThat(facts.getFirst().getAttributes())
                .containsEntry("kernel_release", "5.15.0-91-generic")
                .containsEntry("arch", "x86_64")
                .containsEntry("distro", "ubuntu")
                .containsEntry("zone", "a");
    }

    @Test
    void aNodeThatGoesSilentAndNotReadyHangsAndPages() {
        cluster.watch();
        cluster.live(NODE);
        cluster.dies(NODE);
        cluster.api().ready(NODE, "Unknown");
        cluster.awaitSeen(NODE, last -> last.getReady() == ReadyState.NOT_READY);
        assertThat(cluster.seen(NODE))
                .extracting(NodeObservation::getLease)
                .filteredOn(LeaseState.STALE::equals)
                .hasSize(2);

        var run = cluster.detect();
        run.finish();

        assertThat(status(run).getState()).isEqualTo(NodeStateName.HUNG);
        assertThat(run.findings()).anyMatch(finding -> finding.getPages());
    }

    @Test
    void withoutASecondWitnessASilentNodePagesNobody() {
        cluster.watch();
        cluster.live(NODE);
        cluster.dies(NODE);

        var run = cluster.detect();
        run.finish();

        assertThat(status(run).getState()).isEqualTo(NodeStateName.HUNG);
        assertThat(run.findings()).isNotEmpty().noneMatch(finding -> finding.getPages());
    }

    @Test
    void aDrainedNodeIsPlannedAndItsRebootIsClean() {
        cluster.watch();
        cluster.live(NODE);
        cluster.api().edit(NODE, node -> node.editSpec().withUnschedulable(true).endSpec());
        cluster.awaitSeen(NODE, last -> last.getCordoned() && !last.getIntents().isEmpty());
        cluster.pass(Duration.ofSeconds(10));
        cluster.api().renew(NODE);
        cluster.dies(NODE);
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.PLANNED);

        cluster.api()
                .edit(
                        NODE,
                        node ->
                                node.editStatus()
                                        .editNodeInfo()
                                        .withBootID("boot-2")
                                        .endNodeInfo()
                                        .endStatus());
        cluster.awaitSeen(NODE, last -> last.getBootId().equals("boot-2"));

        var status = status(cluster.detect());
        assertThat(status.getState()).isEqualTo(NodeStateName.REBOOTED);
        assertThat(status.getReboot()).isEqualTo(RebootKind.CLEAN);
    }

    @Test
    void aDrainedNodeThatIsDeletedHasStopped() {
        cluster.watch();
        cluster.live(NODE);
        cluster.api()
                .edit(
                        NODE,
                        node ->
                                node.editSpec()
                                        .addNewTaint(
                                                "NoSchedule",
                                                "ToBeDeletedByClusterAutoscaler",
                                                null,
                                                "1")
                                        .endSpec());
        cluster.awaitSeen(NODE, last -> !last.getIntents().isEmpty());
        cluster.api().delete(NODE);
        cluster.awaitSeen(NODE, NodeObservation::getDeleted);

        assertThat(cluster.seen(NODE)).filteredOn(NodeObservation::getDeleted).hasSize(1);
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.STOPPED);
    }

    @Test
    void aSpotTaintBeforeTheSilenceIsAPlan() {
        cluster.watch();
        cluster.live(NODE);
        spotTaint();
        cluster.pass(Duration.ofSeconds(10));
        cluster.api().renew(NODE);
        cluster.dies(NODE);

        var intent = cluster.seen(NODE).getLast().getIntents().getFirst();
        assertThat(intent.getKind()).isEqualTo(IntentKind.SPOT_RECLAIM);
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.PLANNED);
    }

    @Test
    void aCordonAfterTheSilenceExplainsNothing() {
        cluster.watch();
        cluster.live(NODE);
        cluster.pass(Duration.ofSeconds(20));
        spotTaint();
        cluster.pass(Duration.ofSeconds(30));
        cluster.awaitSeen(NODE, last -> last.getLease() == LeaseState.STALE);

        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.SILENT);
    }

    private void spotTaint() {
        cluster.api()
                .edit(
                        NODE,
                        node ->
                                node.editSpec()
                                        .addNewTaint(
                                                "NoSchedule",
                                                "aws-node-termination-handler/spot-itn",
                                                null,
                                                "true")
                                        .endSpec());
        cluster.awaitSeen(NODE, last -> !last.getIntents().isEmpty());
    }

    @Test
    void aNodeThatIsDeletedWhileSilentIsLost() {
        cluster.watch();
        cluster.live(NODE);
        cluster.dies(NODE);
        cluster.api().delete(NODE);
        cluster.awaitSeen(NODE, NodeObservation::getDeleted);

        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.LOST);
    }

    @Test
    void whatWentWhileNobodyWatchedIsToldByTheNextCollector() {
        cluster.watch();
        cluster.live(NODE);
        cluster.dies(NODE);
        var before = cluster.seen(NODE).getLast();
        cluster.stopWatching();
        cluster.api().delete(NODE);
        cluster.watch(Map.of("c/w-1", before, "other/w-1", before));
        cluster.awaitSeen(NODE, NodeObservation::getDeleted);

        assertThat(cluster.told().of("other/w-1", NodeObservation.class)).isEmpty();
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.LOST);
    }

    @Test
    void aPlanKeepsItsAgeOverARestartOfTheCollector() {
        cluster.watch();
        cluster.live(NODE);
        spotTaint();
        var before = cluster.seen(NODE).getLast();
        cluster.stopWatching();
        cluster.pass(Duration.ofMinutes(2));
        cluster.watch(Map.of("c/w-1", before));
        cluster.dies(NODE);

        assertThat(cluster.seen(NODE).getLast().getIntents()).isEqualTo(before.getIntents());
    }

    @Test
    void anotherMachineUnderTheNameReplacesTheOldOneEvenIfNobodySawItGo() {
        cluster.watch();
        cluster.live(NODE);
        cluster.dies(NODE);
        var before = cluster.seen(NODE).getLast();
        cluster.stopWatching();
        cluster.api().delete(NODE);
        cluster.api().add(NODE, "machine-2");
        cluster.watch(Map.of("c/w-1", before));
        cluster.awaitSeen(NODE, last -> last.getSystemUuid().equals("machine-2"));
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.REPLACED);

        cluster.breathes(NODE);
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.LIVE);
    }

    @Test
    void aWatchThatIsCutLosesNothingAndRepeatsNothing() {
        cluster.watch();
        cluster.live(NODE);
        cluster.api().pod("proxy-1", NODE, 1);
        awaitRestarts(1);
        cluster.api().cutAllWatches();
        cluster.api().restart("proxy-1", NODE, 2);
        spotTaint();
        awaitRestarts(2);
        cluster.api().restart("proxy-1", NODE, 3);
        awaitRestarts(3);

        assertThat(restarts()).extracting(PodRestart::getRestartCount).containsExactly(1, 2, 3);
        assertThat(cluster.seen(NODE)).filteredOn(seen -> !seen.getIntents().isEmpty()).hasSize(1);
        assertThat(status(cluster.detect()).getState()).isEqualTo(NodeStateName.LIVE);
    }

    @Test
    void anExpiredResourceVersionIsFollowedByAListThatRepeatsNothing() {
        cluster.watch();
        cluster.live(NODE);
        cluster.api().pod("proxy-1", NODE, 1);
        awaitRestarts(1);
        cluster.api().forget(3);
        cluster.api().cutAllWatches();
        cluster.api().delete(NODE);
        cluster.api().add(NODE, "machine-2");
        cluster.api().restart("proxy-1", NODE, 2);
        awaitRestarts(2);
        cluster.awaitSeen(NODE, last -> last.getSystemUuid().equals("machine-2"));

        assertThat(cluster.api().forgot()).isEqualTo(3);
        assertThat(restarts()).extracting(PodRestart::getRestartCount).containsExactly(1, 2);
        assertThat(cluster.seen(NODE)).filteredOn(NodeObservation::getDeleted).hasSize(1);
    }

    /// The same lease beside an agent that speaks: wedged; and one that fell silent: unobserved.
    @Test
    void besideAnAgentTheLeaseTellsAWedgedNodeFromAnAgentThatIsGone() {
        cluster.watch();
        cluster.live("w-2");
        cluster.dies("w-2");
        cluster.live(NODE);

        var run = cluster.detect();
        var silentFrom = cluster.now();
        beat(run, "c/w-1", List.of(silentFrom));
        beat(run, "c/w-2", every10Seconds(silentFrom, 40));

        assertThat(status(run, "w-2").getState()).isEqualTo(NodeStateName.WEDGED);
        assertThat(status(run, NODE).getState()).isEqualTo(NodeStateName.UNOBSERVED);
    }

    private static List<Instant> every10Seconds(Instant from, int times) {
        return IntStream.range(0, times).mapToObj(i -> from.plusSeconds(10L * i)).toList();
    }

    private static void beat(ReplayRun run, String node, List<Instant> times) {
        for (var at : times) {
            var heartbeat =
                    Heartbeat.newBuilder()
                            .setSequence(1)
                            .setBootId("boot-1")
                            .setUptimeMs(60_000)
                            .setGoodbye(Goodbye.NONE)
                            .build();
            run.apply("heartbeats", node, at, heartbeat);
        }
    }

    private List<PodRestart> restarts() {
        return cluster.told().of("c/" + NODE, PodRestart.class);
    }

    private void awaitRestarts(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(restarts()).hasSize(count));
    }

    private static NodeStatus status(ReplayRun run) {
        return status(run, NODE);
    }

    private static NodeStatus status(ReplayRun run, String node) {
        return run.statuses().stream()
                .filter(status -> status.getNode().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
