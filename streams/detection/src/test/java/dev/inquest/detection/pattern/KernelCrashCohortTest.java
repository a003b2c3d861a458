package dev.inquest.detection.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelCrashCohortTest {

    private static final int NODES = 80;
    private static final List<Integer> FIVE = List.of(3, 14, 25, 36, 47);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();
    private final Set<Integer> dead = new HashSet<>();

    @Test
    void oneCrashOnSeveralNodesNamesWhatTheyShare() {
        begin();
        FIVE.forEach(i -> oops(i, "r" + i, "foo"));

        assertThat(found().telling().title())
                .isEqualTo(
                        "kernel crash 'BUG: bad in foo' on 5 nodes: kernel_release=91 (CONFIRMED)");
        assertThat(found().telling().narrative())
                .contains("The same crash by its fingerprint fp-foo")
                .contains("5 of 5 failing nodes carry it");
        assertThat(found().evidence()).isNotEmpty();
    }

    @Test
    void oneNodeAloneIsNoCohortAndOtherCrashesAreOthers() {
        begin();
        oops(3, "r3", "foo");
        oops(14, "r14", "bar");
        assertThat(tale.findings()).doesNotContainKey(KernelCrashCohort.ID);

        oops(25, "r25", "foo");

        assertThat(found().telling().title())
                .isEqualTo("kernel crash 'BUG: bad in foo' on 2 nodes: no common factor yet");
    }

    @Test
    void aReportThatGrowsIsToldByWhatItGrewTo() {
        begin();
        for (var i : List.of(3, 14)) {
            tale.kernel(node(i), crash("r" + i, 1, "unknown"), Duration.ZERO);
            tale.pass(Duration.ofSeconds(2));
            oops(i, "r" + i, "foo");
        }

        assertThat(tale.findings().getOrDefault(KernelCrashCohort.ID, List.of())).hasSize(1);
        assertThat(found().telling().title()).contains("BUG: bad in foo");
    }

    @Test
    void whatCrashesAfterACrashFollowsFromIt() {
        begin();
        for (var i : List.of(3, 14)) {
            tale.kernel(node(i), crash("r" + i, 1, "foo"), Duration.ZERO);
            oops(i, "s" + i, "bar");
        }

        assertThat(found().telling().title()).contains("BUG: bad in foo");
        assertThat(tale.findings().getOrDefault(KernelCrashCohort.ID, List.of())).hasSize(1);
    }

    @Test
    void oneLifeHasOneCrash() {
        begin();
        FIVE.subList(0, 2).forEach(i -> oops(i, "r" + i, "foo"));
        live(MINUTE);
        FIVE.subList(0, 2).forEach(i -> oops(i, "s" + i, "bar"));

        assertThat(tale.findings().getOrDefault(KernelCrashCohort.ID, List.of())).hasSize(1);
        assertThat(found().count()).isEqualTo(2);
    }

    @Test
    void theIncidentOfHungNodesSpeaksForIt() {
        begin();
        FIVE.subList(0, 2).forEach(this::panic);

        var hung = tale.finding("hung-cohort");
        assertThat(hung.paging().pages()).isTrue();
        assertThat(found().parent()).contains(hung.key().id());
        assertThat(found().paging().pages()).isFalse();
    }

    @Test
    void textOfANodeWhoseHeartbeatsComePagesNobody() {
        begin();
        FIVE.forEach(i -> oops(i, "r" + i, "foo"));

        assertThat(found().paging().pages()).isFalse();
        assertThat(found().paging().reason()).startsWith("held back");
    }

    @Test
    void aNodeThatLivesOnAfterItsPanicWasNoCase() {
        begin();
        FIVE.subList(0, 2).forEach(this::panic);
        assertThat(found().count()).isEqualTo(2);

        dead.clear();
        live(MINUTE);

        assertThat(found().holds()).isFalse();
    }

    @Test
    void aCrashIsOneOfNowForADay() {
        for (var i = 0; i < NODES; i++) {
            dead.add(i);
        }
        dead.removeAll(List.of(3, 14));
        live(MINUTE);
        FIVE.subList(0, 2).forEach(i -> oops(i, "r" + i, "foo"));

        live(Duration.ofHours(23));
        assertThat(found().course().status()).isEqualTo(Status.OPEN);
        live(Duration.ofHours(2));

        assertThat(found().course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void whatPstoreKeptCountsForTheBootBefore() {
        begin();
        for (var i : List.of(3, 14)) {
            dead.add(i);
        }
        live(MINUTE);
        for (var i : List.of(3, 14)) {
            tale.beat(node(i), "b2", Goodbye.NONE);
            tale.pass(Duration.ofSeconds(10)).beat(node(i), "b2", Goodbye.NONE);
            tale.kept(node(i), "pstore", crash("p" + i, 1, "foo", true), Optional.of("b1"));
        }
        tale.pass(Duration.ofSeconds(15));

        assertThat(found().telling().title()).contains("on 2 nodes");
    }

    @Test
    void aRestartOfTheFleetInTheMiddleGivesTheSameFinding() {
        begin();
        FIVE.subList(0, 3).forEach(i -> oops(i, "r" + i, "foo"));
        tale.restartFleet();
        FIVE.subList(3, 5).forEach(i -> oops(i, "r" + i, "foo"));

        var calm = new KernelCrashCohortTest();
        calm.begin();
        FIVE.forEach(i -> calm.oops(i, "r" + i, "foo"));
        assertThat(found().key()).isEqualTo(calm.found().key());
        assertThat(found().telling().shared().orElseThrow().factors())
                .isEqualTo(calm.found().telling().shared().orElseThrow().factors());
        assertThat(found().course()).isEqualTo(calm.found().course());
    }

    @Test
    void itsSettingsMustMakeSense() {
        assertThatThrownBy(() -> new KernelCrashCohort(MINUTE, MINUTE))
                .hasMessageContaining("kernel-crash-cohort: lasting");
    }

    private Finding found() {
        return tale.finding(KernelCrashCohort.ID);
    }

    private void begin() {
        for (var i = 0; i < NODES; i++) {
            tale.facts(
                    node(i),
                    Map.of(
                            "kernel_release",
                                    i % 11 == 3 || i == 72 ? "91" : i % 2 == 0 ? "112" : "105",
                            "zone", "z" + i % 3,
                            "instance_type", "t" + i % 4));
        }
        live(Duration.ofMinutes(2));
    }

    private void oops(int i, String report, String function) {
        tale.kernel(node(i), crash(report, 2, function), Duration.ZERO);
        live(Duration.ofSeconds(20));
    }

    private void panic(int i) {
        dead.add(i);
        tale.kernel(node(i), crash("r" + i, 1, "foo"), Duration.ZERO);
        tale.kernel(
                node(i),
                new KernelSignal.Panicked(tale.now(), "r" + i, "boom", false, List.of("panic")),
                Duration.ZERO);
        live(Duration.ofSeconds(50));
    }

    private KernelSignal crash(String id, int revision, String function) {
        return crash(id, revision, function, false);
    }

    private KernelSignal crash(String id, int revision, String function, boolean panicked) {
        var report =
                new CrashReport(
                        id,
                        revision,
                        "BUG: bad in " + function,
                        "BUG",
                        Optional.of(function),
                        List.of(function),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        panicked,
                        "fp-" + function);
        return new Crashed(tale.now(), report, List.of("BUG: bad", "RIP: 0010:" + function));
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
