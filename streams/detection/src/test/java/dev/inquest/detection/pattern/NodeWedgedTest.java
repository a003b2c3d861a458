package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeWedgedTest {

    private static final NodeId N2 = new NodeId("prod", "n2");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();

    @Test
    void aLeaseThatNobodyRenewsIsAFindingAfterFiveMinutes() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).live("b1", Duration.ofSeconds(290));
        assertThat(tale.findings()).isEmpty();

        tale.live("b1", MINUTE);

        var finding = tale.finding(NodeWedged.ID);
        assertThat(finding.telling().title())
                .isEqualTo("heartbeats arrive, but the lease has expired on 1 node");
        assertThat(finding.paging().pages()).isTrue();
        assertThat(finding.evidence()).isNotEmpty();
    }

    @Test
    void manyNodesWithOneTroubleAreOneFinding() {
        both(MINUTE);
        tale.lease(N1, Lease.STALE).lease(N2, Lease.STALE);
        both(Duration.ofMinutes(6));

        assertThat(tale.findings()).hasSize(1);
        assertThat(tale.finding(NodeWedged.ID).telling().title()).endsWith(" on 2 nodes");
    }

    @Test
    void anAgentThatCanNeitherForkNorWriteIsAnotherTrouble() {
        limping();

        assertThat(tale.finding(NodeWedged.ID).telling().title())
                .isEqualTo(
                        "heartbeats arrive, but programs do not start or the disk takes no writes on 1 node");
    }

    @Test
    void aPlanExplainsItForAsLongAsItHolds() {
        tale.live("b1", MINUTE);
        var upgrade =
                new Intent(
                        Intent.Kind.MAINTENANCE,
                        "kubelet upgrade",
                        "intents.yaml",
                        Tale.START,
                        Optional.of(tale.now().plusSeconds(1_200)));
        tale.lease(N1, Lease.STALE, upgrade).live("b1", Duration.ofSeconds(1_190));
        assertThat(tale.findings()).isEmpty();

        tale.live("b1", MINUTE);

        assertThat(tale.findings()).containsOnlyKeys(NodeWedged.ID);
    }

    @Test
    void theEndOfAPlanIsNoFinding() {
        tale.live("b1", MINUTE);
        var upgrade =
                new Intent(
                        Intent.Kind.MAINTENANCE, "", "intents.yaml", Tale.START, Optional.empty());
        tale.lease(N1, Lease.STALE, upgrade).live("b1", Duration.ofMinutes(7));
        tale.lease(N1, Lease.FRESH).live("b1", MINUTE);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aDeadDiskThatStopsTheKubeletTooIsADeadDisk() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).live("b1", MINUTE);
        limp(Duration.ofMinutes(8));

        assertThat(tale.findings()).hasSize(1);
        assertThat(tale.finding(NodeWedged.ID).telling().title()).contains("the disk takes no");
    }

    @Test
    void aProbeThatFailsForAMinuteWakesNobody() {
        tale.live("b1", MINUTE);
        limp(MINUTE);
        tale.live("b1", Duration.ofMinutes(5));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aKubeletThatNeverComesBackAfterARebootIsTold() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).pass(Duration.ofMinutes(3));
        tale.live("b2", Duration.ofMinutes(45));

        assertThat(tale.finding(NodeWedged.ID).telling().title()).contains("the lease has expired");
    }

    @Test
    void itResolvesOnceTheNodeWorksAgain() {
        limping();
        tale.live("b1", Duration.ofMinutes(7));

        assertThat(tale.finding(NodeWedged.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aWedgedNodeThatFallsSilentIsNoLongerWedged() {
        limping();
        tale.pass(Duration.ofMinutes(7));

        assertThat(tale.finding(NodeWedged.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aWedgedNodeThatIsRebootedIsNoLongerWedged() {
        limping();
        tale.beat(N1, "b1", Goodbye.HOST_REBOOT).pass(MINUTE).live("b2", Duration.ofMinutes(7));

        assertThat(tale.finding(NodeWedged.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    private void limping() {
        tale.live("b1", MINUTE);
        limp(Duration.ofMinutes(3));
    }

    private void limp(Duration length) {
        for (var seconds = 0L; seconds < length.toSeconds(); seconds += 10) {
            tale.limp(N1, "b1").pass(Duration.ofSeconds(10));
        }
    }

    private void both(Duration length) {
        for (var seconds = 0L; seconds < length.toSeconds(); seconds += 10) {
            tale.beat(N1, "b1", Goodbye.NONE).beat(N2, "b1", Goodbye.NONE);
            tale.pass(Duration.ofSeconds(10));
        }
    }
}
