package dev.inquest.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.pattern.HungNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommonCauseTest {

    private static final int NODES = 80;
    private static final List<Integer> ON_BAD_KERNEL = List.of(3, 14, 25, 36, 47);
    private static final List<Integer> AT_RANDOM = List.of(3, 20, 37, 51, 66);

    private final Tale tale = new Tale();
    private final Set<Integer> dead = new HashSet<>();

    @Test
    void fiveHungNodesOnOneKernelNameIt() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);

        var finding = tale.finding(HungCohort.ID);
        assertThat(finding.telling().title())
                .isEqualTo("5 nodes hung in cluster prod: kernel_release=91 (CONFIRMED)");
        assertThat(finding.telling().narrative())
                .contains("5 of 5 failing nodes carry it")
                .contains("3 of 75 healthy nodes carry it now and are at risk: n58, n69, n72.");
        var factor = finding.telling().answer().factors().getFirst();
        assertThat(factor.items()).containsExactly("kernel_release=91");
        assertThat(factor.confirmed()).isTrue();
        assertThat(factor.failingWith()).isEqualTo(5);
        assertThat(factor.failingWithout()).isZero();
        assertThat(factor.healthyWith()).isEqualTo(3);
        assertThat(factor.healthyWithout()).isEqualTo(72);
        assertThat(factor.chance()).isLessThan(0.05);
    }

    @Test
    void nodesThatHangAtRandomShareNothing() {
        begin();
        AT_RANDOM.forEach(this::hang);

        var finding = tale.finding(HungCohort.ID);
        assertThat(finding.telling().title())
                .isEqualTo("5 nodes hung in cluster prod: no common factor yet");
        assertThat(finding.telling().answer().factors()).isEmpty();
        assertThat(finding.telling().narrative())
                .contains("they share nothing that chance would not explain");
    }

    @Test
    void aRestartInTheMiddleGivesTheSameFinding() {
        begin();
        ON_BAD_KERNEL.subList(0, 3).forEach(this::hang);
        tale.restartFleet();
        ON_BAD_KERNEL.subList(3, 5).forEach(this::hang);

        var undisturbed = new CommonCauseTest();
        undisturbed.begin();
        ON_BAD_KERNEL.forEach(undisturbed::hang);
        var finding = tale.finding(HungCohort.ID);
        var expected = undisturbed.tale.finding(HungCohort.ID);
        assertThat(finding.key()).isEqualTo(expected.key());
        assertThat(finding.telling().title()).isEqualTo(expected.telling().title());
        assertThat(finding.telling().answer().factors())
                .isEqualTo(expected.telling().answer().factors());
        assertThat(finding.course().revision()).isEqualTo(expected.course().revision());
    }

    @Test
    void nodeHoursSurviveARestart() {
        begin();
        live(Duration.ofMinutes(30));
        tale.restartFleet();
        live(Duration.ofMinutes(1));
        ON_BAD_KERNEL.forEach(this::hang);

        // Thirty healthy nodes for half an hour and more; without what was stored, two hours.
        assertThat(tale.finding(HungCohort.ID).telling().remedies().getFirst().text())
                .startsWith("Move to kernel_release=")
                .containsPattern("0 failures on 3\\d healthy nodes, (19|2\\d) node-hours");
    }

    @Test
    void changesToldTwiceChangeNothing() {
        tale.echoing();
        begin();
        ON_BAD_KERNEL.forEach(this::hang);

        var undisturbed = new CommonCauseTest();
        undisturbed.begin();
        ON_BAD_KERNEL.forEach(undisturbed::hang);
        assertThat(tale.finding(HungCohort.ID)).isEqualTo(undisturbed.tale.finding(HungCohort.ID));
    }

    @Test
    void timeAloneIsNoNews() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);
        var told = tale.finding(HungCohort.ID).course().revision();

        live(Duration.ofMinutes(5));

        assertThat(tale.finding(HungCohort.ID).course().revision()).isEqualTo(told);
    }

    @Test
    void aNodeThatLivesOnWasNoCase() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);
        dead.remove(3);
        live(Duration.ofMinutes(1));

        assertThat(tale.finding(HungCohort.ID).telling().answer().failing()).isEqualTo(4);
        assertThat(tale.cases()).hasSize(4);
    }

    @Test
    void whenTheIncidentIsOverNothingOfItStaysInTheStore() {
        begin();
        ON_BAD_KERNEL.forEach(this::hang);
        assertThat(tale.cases()).hasSize(5);

        dead.clear();
        live(Duration.ofMinutes(7));

        assertThat(tale.finding(HungCohort.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.cases()).isEmpty();
    }

    private void begin() {
        for (var i = 0; i < NODES; i++) {
            tale.facts(node(i), facts(i));
        }
        live(Duration.ofMinutes(2));
    }

    private static Map<String, String> facts(int i) {
        return Map.of(
                "kernel_release", i % 11 == 3 || i == 72 ? "91" : i % 2 == 0 ? "112" : "105",
                "zone", "z" + i % 3,
                "instance_type", "t" + i % 4,
                "memory_total_bytes", "" + i);
    }

    private void hang(int i) {
        dead.add(i);
        var node = node(i);
        tale.kernel(
                node,
                new KernelSignal.Panicked(tale.now(), "r", "boom", false, List.of("panic")),
                Duration.ZERO);
        tale.kernel(
                node,
                new KernelSignal.PanicEnded(tale.now(), "r", "boom", false, List.of("end")),
                Duration.ZERO);
        live(Duration.ofSeconds(30));
        assertThat(tale.findings().get(HungNode.ID)).isNotEmpty();
    }

    private void live(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            for (var i = 0; i < NODES; i++) {
                if (!dead.contains(i)) {
                    tale.beat(node(i), "b1", Goodbye.NONE);
                }
            }
            tale.pass(Duration.ofSeconds(10));
        }
    }

    private static NodeId node(int i) {
        return new NodeId("prod", "n%02d".formatted(i));
    }
}
