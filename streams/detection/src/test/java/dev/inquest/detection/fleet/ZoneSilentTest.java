package dev.inquest.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.pattern.HungNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZoneSilentTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String[] PANIC = {
        "[  10.0] Kernel panic - not syncing: sysrq triggered crash",
        "[  10.1] ---[ end Kernel panic - not syncing: sysrq triggered crash ]---"
    };

    private final Tale tale = new Tale();
    private final Set<NodeId> known = new HashSet<>();
    private final Set<NodeId> dead = new HashSet<>();

    @Test
    void fiveHundredNodesOfOneZoneAreOneFindingAndNoneOfThemIsToldAlone() {
        begin(600, 500);
        die(0, 500);
        live(Duration.ofMinutes(15));

        assertThat(tale.findings()).containsOnlyKeys(ZoneSilent.ID);
        var finding = tale.finding(ZoneSilent.ID);
        assertThat(finding.telling().title())
                .isEqualTo("500 of 500 nodes of zone a in cluster prod fell silent at once");
        assertThat(finding.paging().pages()).isTrue();
        assertThat(finding.count()).isEqualTo(500);
        assertThat(finding.course().revision()).isEqualTo(1);
    }

    @Test
    void thirtyPercentAreNotEnoughAndOneNodeMoreIs() {
        begin(40, 20);
        die(0, 6);
        live(Duration.ofMinutes(3));
        assertThat(tale.findings()).isEmpty();

        var another = new ZoneSilentTest();
        another.begin(40, 20);
        another.die(0, 7);
        another.live(Duration.ofMinutes(3));

        assertThat(another.tale.findings()).containsOnlyKeys(ZoneSilent.ID);
    }

    @Test
    void fourNodesAreNeverMany() {
        begin(8, 4);
        die(0, 4);
        live(Duration.ofMinutes(3));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void nodesThatFallSilentOneByOneAreJudgedOneByOne() {
        begin(20, 10);
        for (var node = 0; node < 6; node++) {
            die(node, node + 1);
            live(MINUTE);
        }
        live(Duration.ofMinutes(11));

        assertThat(tale.findings()).containsOnlyKeys(HungCohort.ID, HungNode.ID);
        assertThat(tale.findings().get(HungNode.ID)).hasSize(6);
    }

    @Test
    void severalZonesAtOnceAreOneFinding() {
        begin(40, 20);
        die(0, 40);
        live(Duration.ofMinutes(12));

        assertThat(tale.findings()).containsOnlyKeys(ZoneSilent.ID);
        assertThat(tale.finding(ZoneSilent.ID).telling().title())
                .isEqualTo("40 of 40 nodes of 2 zones in cluster prod fell silent at once");
        assertThat(tale.finding(ZoneSilent.ID).zones()).isEqualTo(Map.of("a", 20, "b", 20));
    }

    @Test
    void withoutZonesTheClusterIsLookedAt() {
        tellOf(range(0, 10));
        live(MINUTE);
        die(0, 6);
        live(Duration.ofMinutes(3));

        assertThat(tale.finding(ZoneSilent.ID).telling().title())
                .isEqualTo("6 of 10 nodes of cluster prod fell silent at once");
    }

    @Test
    void aVerdictByEvidenceIsToldAllTheSameAndItsIncidentBelongsToTheMassSilence() {
        begin(40, 20);
        die(0, 20);
        live(Duration.ofMinutes(2));
        tale.console(node(3), PANIC);
        live(MINUTE);

        var cohort = tale.finding(HungCohort.ID);
        assertThat(tale.findings().get(HungNode.ID)).hasSize(1);
        assertThat(cohort.concerned()).extracting(Member::node).containsExactly(node(3));
        assertThat(cohort.parent()).contains(tale.finding(ZoneSilent.ID).key().id());
        assertThat(cohort.paging()).isEqualTo(Paging.SPOKEN_FOR);
    }

    @Test
    void onceMostAreBackTheOthersAreJudgedForThemselves() {
        begin(40, 20);
        die(0, 20);
        live(Duration.ofMinutes(12));
        assertThat(tale.findings()).doesNotContainKey(HungNode.ID);

        dead.removeAll(range(2, 20));
        live(MINUTE);

        assertThat(tale.findings().get(HungNode.ID))
                .flatExtracting(Finding::concerned)
                .extracting(Member::node)
                .containsExactlyInAnyOrder(node(0), node(1));
        live(Duration.ofMinutes(5));
        assertThat(tale.finding(ZoneSilent.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.finding(HungCohort.ID).parent()).isEmpty();
    }

    @Test
    void itIsOverWhenAllAreBackAndNothingElseWasEverTold() {
        begin(40, 20);
        die(0, 20);
        live(Duration.ofMinutes(12));
        dead.clear();
        live(Duration.ofMinutes(7));

        assertThat(tale.findings()).containsOnlyKeys(ZoneSilent.ID);
        assertThat(tale.finding(ZoneSilent.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.finding(ZoneSilent.ID).course().revision()).isLessThanOrEqualTo(5);
    }

    @Test
    void aRestartInTheMiddleChangesNothing() {
        begin(40, 20);
        die(0, 20);
        live(Duration.ofMinutes(4));
        tale.restartFleet();
        live(Duration.ofMinutes(8));
        tale.restartFleet();
        assertThat(tale.findings()).containsOnlyKeys(ZoneSilent.ID);

        dead.removeAll(range(2, 20));
        live(MINUTE);

        assertThat(tale.findings().get(HungNode.ID)).hasSize(2);
        assertThat(tale.findings().get(ZoneSilent.ID)).hasSize(1);
    }

    @Test
    void nodesThatWereMissingWhenTheyWereFirstMetDidNotFallSilent() {
        begin(20, 20);
        for (var node : range(20, 40)) {
            tale.facts(node, Map.of("zone", "a"));
            tale.lease(node, Lease.STALE);
        }
        live(Duration.ofMinutes(3));

        assertThat(tale.findings()).doesNotContainKey(ZoneSilent.ID);
    }

    @Test
    void plannedAbsencesAreNoSilence() {
        begin(40, 20);
        for (var node : range(0, 20)) {
            tale.beat(node, "b1", Goodbye.HOST_REBOOT);
            dead.add(node);
        }
        live(Duration.ofMinutes(5));

        assertThat(tale.findings()).isEmpty();
    }

    /// The first nodes are in zone a, the others in zone b.
    private void begin(int nodes, int inZoneA) {
        for (var i = 0; i < nodes; i++) {
            tale.facts(node(i), Map.of("zone", i < inZoneA ? "a" : "b"));
        }
        tellOf(range(0, nodes));
        live(MINUTE);
    }

    private void tellOf(List<NodeId> nodes) {
        known.addAll(nodes);
    }

    private void die(int from, int to) {
        dead.addAll(range(from, to));
    }

    private void live(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            known.stream()
                    .filter(node -> !dead.contains(node))
                    .forEach(node -> tale.beat(node, "b1", Goodbye.NONE));
            tale.pass(Duration.ofSeconds(10));
        }
    }

    private static List<NodeId> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(ZoneSilentTest::node).toList();
    }

    private static NodeId node(int i) {
        return new NodeId("prod", "n" + i);
    }
}
