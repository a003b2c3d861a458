package dev.inquest.detection.fleet;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.pattern.CrashDumpFailed;
import dev.inquest.detection.pattern.HungNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// From the last heartbeat of [Tale#live], ten seconds ago, until the next is overdue.
    private static final Duration OVERDUE = Duration.ofSeconds(20);

    private static final NodeId N2 = new NodeId("prod", "n2");
    private static final String[] PANIC = {
        "[  10.0] Kernel panic - not syncing: sysrq triggered crash",
        "[  10.1] ---[ end Kernel panic - not syncing: sysrq triggered crash ]---"
    };
    private static final String[] FAILED_DUMP = {
        "[   10.0] Kernel panic - not syncing: sysrq triggered crash",
        "[    0.000000] Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) #1 SMP",
        "[    0.000000] Command line: console=ttyS0 nr_cpus=1 reset_devices elfcorehdr=1031540K",
        "[    1.074961] Out of memory and no killable processes...",
        "[    1.075170] Kernel panic - not syncing: System is deadlocked on memory",
        "[    1.077113] ---[ end Kernel panic - not syncing: System is deadlocked on memory ]---"
    };

    private final Tale tale = new Tale();

    @Test
    void theFirstHungNodeOpensTheIncidentThatSpeaksForIt() {
        tale.live("b1", MINUTE).console(N1, PANIC).pass(OVERDUE);

        var cohort = tale.finding(HungCohort.ID);
        var node = tale.finding(HungNode.ID);
        assertThat(cohort.telling().title())
                .isEqualTo("1 node hung in cluster prod: no common factor yet");
        assertThat(cohort.paging().pages()).isTrue();
        assertThat(node.parent()).contains(cohort.key().id());
        assertThat(node.paging()).isEqualTo(Paging.SPOKEN_FOR);
    }

    @Test
    void withoutAWitnessNobodyIsPaged() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(11));

        assertThat(tale.finding(HungCohort.ID).paging()).isEqualTo(Paging.NO_WITNESS);
    }

    @Test
    void aStaleLeaseIsAWitness() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).pass(Duration.ofMinutes(11));

        assertThat(tale.finding(HungCohort.ID).paging().pages()).isTrue();
    }

    @Test
    void aWitnessWhoComesAfterTheVerdictPages() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(11));
        assertThat(tale.finding(HungCohort.ID).paging().pages()).isFalse();

        tale.lease(N1, Lease.STALE);

        assertThat(tale.finding(HungCohort.ID).paging().pages()).isTrue();
    }

    @Test
    void oneIncidentIsOneParentHoweverManyNodes() {
        tale.live("b1", MINUTE).console(N1, PANIC);
        tale.live(N2, "b1", MINUTE).console(N2, PANIC);

        assertThat(tale.findings().get(HungCohort.ID)).hasSize(1);
        assertThat(tale.finding(HungCohort.ID).concerned()).hasSize(2);
        assertThat(tale.findings().get(HungNode.ID)).hasSize(2);
    }

    @Test
    void aFailedCrashDumpIsToldWithTheCaptureKernelsOwnLinesAndTheReservation() {
        tale.facts(N1, Map.of("crashkernel", "80M")).live("b1", MINUTE).console(N1, FAILED_DUMP);

        var finding = tale.finding(CrashDumpFailed.ID);
        assertThat(finding.telling().title())
                .isEqualTo(
                        "crash dump failed: the capture kernel ran out of memory (crashkernel=80M) on 1 node");
        assertThat(finding.telling().narrative()).contains("crashkernel=80M");
        assertThat(finding.evidence())
                .anyMatch(evidence ->
                        evidence.excerpt().stream()
                                .anyMatch(line -> line.contains("System is deadlocked on memory")));
        assertThat(finding.parent()).isEqualTo(Optional.of(tale.finding(HungCohort.ID).key().id()));
    }

    @Test
    void anIncidentResolvesFiveMinutesAfterTheLastNodeIsBack() {
        tale.live("b1", MINUTE).console(N1, PANIC).pass(MINUTE);

        tale.live("b2", Duration.ofMinutes(4));
        assertThat(tale.finding(HungCohort.ID).course().status()).isEqualTo(Status.OPEN);
        tale.live("b2", Duration.ofMinutes(2));

        assertThat(tale.finding(HungCohort.ID).course().status()).isEqualTo(Status.RESOLVED);
        assertThat(tale.finding(HungNode.ID).course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void anIncidentThatBeginsAgainInTheSameSilenceGoesOnUnderItsId() {
        tale.live("b1", MINUTE).console(N1, PANIC).pass(MINUTE);
        tale.console(N1, "[    0.000000] Linux version 6.1.0-56-amd64 (x@y) #1 SMP");
        tale.pass(Duration.ofMinutes(6));
        var resolved = tale.finding(HungCohort.ID);
        assertThat(resolved.course().status()).isEqualTo(Status.RESOLVED);

        tale.console(N1, PANIC);

        var again = tale.finding(HungCohort.ID);
        assertThat(again.key()).isEqualTo(resolved.key());
        assertThat(again.course().status()).isEqualTo(Status.OPEN);
        assertThat(again.course().revision()).isGreaterThan(resolved.course().revision());
    }

    @Test
    void theSameConditionHasTheSameIdOnEveryRun() {
        var again = new Tale();
        for (var run : List.of(tale, again)) {
            run.live("b1", MINUTE).console(N1, FAILED_DUMP);
        }

        assertThat(ids(tale)).isEqualTo(ids(again)).hasSize(3);
    }

    @Test
    void aRepeatedChangeChangesNothing() {
        var stage = new FleetStage(new Ledger(List.of(new HungNode())));
        tale.live("b1", MINUTE).console(N1, PANIC);

        tale.changes().forEach(stage::apply);
        var once = List.copyOf(stage.findings());
        tale.changes().forEach(stage::apply);

        assertThat(stage.findings()).containsExactlyElementsOf(once);
    }

    private static List<String> ids(Tale tale) {
        return tale.findings().values().stream()
                .flatMap(List::stream)
                .map(finding -> finding.key().id())
                .sorted()
                .toList();
    }
}
