package dev.inquest.detection.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Running;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CrashloopCohortTest {

    private static final int NODES = 80;
    private static final String CILIUM = "daemonset/cilium";
    private static final Running OLD = running("old");
    private static final Running NEW = running("new");
    private static final List<Integer> FIVE = List.of(3, 14, 25, 36, 47);
    private static final List<Integer> AT_RANDOM = List.of(4, 20, 36, 52, 68);

    private final Tale tale = new Tale();

    @Test
    void theEngineFindsThePhantomLinkWithoutARuleForIt() {
        begin(_ -> List.of(OLD));
        FIVE.forEach(this::loop);

        var finding = found();
        assertThat(finding.telling().title())
                .isEqualTo("daemonset/cilium crash-loops on 5 nodes: iface=kube-ipvs0 (CONFIRMED)");
        assertThat(finding.telling().narrative())
                .contains("ended 3 times within 10 minutes, last with exit code 2")
                .contains("2 of 75 healthy nodes that run daemonset/cilium carry it now");
        assertThat(finding.telling().remedies().getFirst().text())
                .isEqualTo(
                        "Be rid of iface=kube-ipvs0: with it 5 failing nodes and 2 healthy nodes that"
                                + " run daemonset/cilium, without it 0 and 73.");
        assertThat(finding.evidence().getFirst().excerpt()).containsExactly("panic: boom");
        assertThat(finding.paging().pages()).isTrue();
    }

    @Test
    void oneNodeAloneIsNotToldAndTwoShareNothingYet() {
        begin(_ -> List.of(OLD));
        loop(3);
        assertThat(tale.findings()).isEmpty();

        loop(14);

        assertThat(found().telling().title())
                .isEqualTo("daemonset/cilium crash-loops on 2 nodes: no common factor yet");
        assertThat(found().paging().pages()).isFalse();
        assertThat(found().course().revision()).isEqualTo(1);
    }

    @Test
    void aVersionExplainsBeforeAnythingOfTheNodes() {
        begin(i -> List.of(hasPhantom(i) ? NEW : OLD));
        FIVE.forEach(this::loop);

        var factor = found().telling().shared().orElseThrow().factors().getFirst();
        assertThat(factor.items()).containsExactly("controller_revision=new");
        assertThat(factor.equivalent())
                .contains("iface=kube-ipvs0", "image=cilium-agent@sha256:0000000000ne");
    }

    @Test
    void onlyNodesThatRunItAreCompared() {
        begin(i -> i % 4 == 0 ? List.of(OLD) : List.of());
        AT_RANDOM.forEach(this::loop);

        assertThat(found().telling().title()).endsWith("no common factor yet");
        assertThat(found().telling().narrative()).contains("they share nothing");
    }

    @Test
    void whereNobodyKnowsWhoRunsItNothingIsConfirmed() {
        facts();
        live(Duration.ofMinutes(1));
        AT_RANDOM.forEach(this::loop);

        assertThat(found().telling().shared().orElseThrow().factors())
                .noneMatch(factor -> factor.confirmed());
        assertThat(found().telling().narrative())
                .contains("Which nodes run daemonset/cilium is not known");
        assertThat(found().paging().pages()).isFalse();
    }

    @Test
    void itIsOverAQuarterOfAnHourAfterTheLastRestart() {
        begin(_ -> List.of(OLD));
        FIVE.forEach(this::loop);

        live(Duration.ofMinutes(15));
        assertThat(found().course().status()).isEqualTo(Status.OPEN);
        live(Duration.ofMinutes(8));

        assertThat(found().course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.cases()).isEmpty();
    }

    @Test
    void aRestartOfTheFleetInTheMiddleGivesTheSameFinding() {
        begin(_ -> List.of(OLD));
        FIVE.subList(0, 3).forEach(this::loop);
        tale.restartFleet();
        FIVE.subList(3, 5).forEach(this::loop);

        var calm = new CrashloopCohortTest();
        calm.begin(_ -> List.of(OLD));
        FIVE.forEach(calm::loop);
        assertThat(found().key()).isEqualTo(calm.found().key());
        assertThat(found().telling()).isEqualTo(calm.found().telling());
        assertThat(found().course()).isEqualTo(calm.found().course());
    }

    @Test
    void aRestartToldTwiceCountsOnce() {
        begin(_ -> List.of(OLD));
        for (var i : FIVE.subList(0, 2)) {
            tale.restart(node(i), CILIUM, 2, "panic: boom");
            tale.restart(node(i), CILIUM, 2, "panic: boom");
            tale.restartAgain(node(i), CILIUM, 2, "panic: boom");
        }

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void anOtherWorkloadIsAnotherCohort() {
        begin(_ -> List.of(OLD));
        loop(3);
        loop(14, "deployment/web");

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aRebootEndsItForTheNode() {
        begin(_ -> List.of(OLD));
        FIVE.forEach(this::loop);
        tale.beat(node(3), "b1", Goodbye.HOST_REBOOT);
        tale.pass(Duration.ofSeconds(50));
        tale.beat(node(3), "b2", Goodbye.NONE);

        assertThat(found().count()).isEqualTo(4);
    }

    @Test
    void itsSettingMustOutlastTheLoopItself() {
        assertThatThrownBy(() -> new CrashloopCohort(Duration.ofMinutes(9)))
                .hasMessageContaining("crashloop-cohort: stable");
    }

    private Finding found() {
        return tale.finding(CrashloopCohort.ID);
    }

    private static boolean hasPhantom(int i) {
        return i % 11 == 3;
    }

    private void begin(IntFunction<List<Running>> workloads) {
        facts();
        for (var i = 0; i < NODES; i++) {
            tale.running(node(i), workloads.apply(i).toArray(Running[]::new));
            tale.observe(node(i), Lease.FRESH, false);
            links(i, CrashloopCohortTest::hasPhantom);
        }
        live(Duration.ofMinutes(1));
    }

    private void facts() {
        for (var i = 0; i < NODES; i++) {
            tale.facts(
                    node(i),
                    Map.of(
                            "kernel_release", i % 2 == 0 ? "112" : "105",
                            "zone", "z" + i % 3,
                            "instance_type", "t" + i % 4));
        }
    }

    private void links(int i, IntPredicate phantom) {
        var plain = List.of(link("lo", ""), link("eth0", ""), link("lxc0123456789ab", "veth"));
        tale.links(
                node(i),
                phantom.test(i)
                        ? new Link[] {
                            plain.get(0), plain.get(1), plain.get(2), link("kube-ipvs0", "dummy")
                        }
                        : plain.toArray(Link[]::new));
    }

    private static Link link(String name, String kind) {
        return new Link(
                1,
                name,
                Optional.of(kind).filter(known -> !known.isEmpty()),
                List.of(),
                "UP",
                Optional.empty(),
                List.of());
    }

    private void loop(int i) {
        loop(i, CILIUM);
    }

    private void loop(int i, String workload) {
        for (var times = 0; times < 3; times++) {
            tale.restart(node(i), workload, 2, "panic: boom");
            live(Duration.ofSeconds(10));
        }
    }

    private void live(Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            for (var i = 0; i < NODES; i++) {
                tale.beat(node(i), "b1", Goodbye.NONE);
            }
            tale.pass(Duration.ofSeconds(10));
        }
    }

    private static Running running(String revision) {
        return new Running(
                CILIUM, revision, List.of("cilium-agent@sha256:0000000000" + revision + "cafe"));
    }

    private static NodeId node(int i) {
        return new NodeId("prod", "n%02d".formatted(i));
    }
}
