package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.CrashType;
import dev.inquest.crash.KernelSignal.CaptureBooted;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.crash.KernelSignal.Panicked;
import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTroubleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECONDS = Duration.ofSeconds(31);

    private final Tale tale = new Tale();

    @ParameterizedTest
    @CsvSource({
        "INFO: task hung in foo",
        "BUG: soft lockup in foo",
        "BUG: hard lockup in foo",
        "INFO: rcu detected stall in foo",
        "BUG: workqueue lockup",
        "machine check exception",
        "EXT4-fs error in ext4_lookup",
        "XFS filesystem shut down",
        "out of memory: killed java",
        "BUG: unable to handle kernel NULL pointer dereference in foo",
        "BUG: scheduling while atomic in foo"
    })
    void troubleOfALiveNodeIsAWarning(String title) {
        tale.live("b1", MINUTE).kernel(crashed("r1", title)).live("b1", SECONDS);

        var finding = trouble();
        assertThat(finding.telling().title()).isEqualTo("prod/n1 kernel trouble: " + title);
        assertThat(finding.telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.paging().pages()).isFalse();
        assertThat(finding.telling().remedies()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING in xfs_trans_commit",
        "possible deadlock in foo",
        "memory leak in foo",
        "memory cgroup out of memory: killed java",
        "UBSAN: shift-out-of-bounds in foo"
    })
    void warningsAndAContainersOwnLimitAreNoTroubleOfTheNode(String title) {
        tale.live("b1", MINUTE).kernel(crashed("r1", title)).live("b1", MINUTE);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void theFunctionThatIsBlamedDoesNotDecideTheKind() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "general protection fault in xfs_file_read"));
        tale.live("b1", SECONDS);

        assertThat(trouble().telling().narrative()).contains("kernel bug: general protection");
    }

    @Test
    void aKindNamedByItsTypeNeedsNoKnownTitle() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "DIMM_A1 failing", "HARDWARE"));
        tale.live("b1", SECONDS);

        assertThat(trouble().telling().narrative()).contains("hardware error: DIMM_A1 failing");
    }

    @Test
    void aComplaintOfOneLineIsTroubleToo() {
        tale.live("b1", MINUTE)
                .console(
                        N1,
                        "[    9.100000] EXT4-fs error (device sda1): ext4_lookup:1855: inode #12")
                .live("b1", SECONDS);

        assertThat(trouble().telling().title()).isEqualTo("prod/n1 kernel trouble: EXT4-fs error");
        assertThat(trouble().evidence())
                .anyMatch(proof -> proof.excerpt().getFirst().contains("device sda1"));
    }

    @Test
    void theSameTroubleAgainIsNotToldAgain() {
        for (var i = 0; i < 20; i++) {
            tale.kernel(crashed("r" + i, "BUG: soft lockup in foo")).live("b1", MINUTE);
        }

        assertThat(trouble().course().revision()).isEqualTo(1);
    }

    @Test
    void aRicherReportOfTheSameTroubleNamesItBetter() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "INFO: task hung in corrupted"));
        tale.live("b1", SECONDS).kernel(crashed("r1", "INFO: task hung in foo"));
        tale.live("b1", SECONDS);

        assertThat(trouble().telling().title()).endsWith("INFO: task hung in foo");
    }

    @Test
    void troubleOfAnotherKindJoinsTheSameFinding() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "INFO: task hung in foo"));
        tale.live("b1", MINUTE).kernel(crashed("r2", "EXT4-fs error")).live("b1", SECONDS);

        assertThat(trouble().telling().title())
                .isEqualTo("prod/n1 kernel trouble: file-system or disk error, hung task");
        assertThat(trouble().telling().remedies()).hasSize(2);
        assertThat(trouble().evidence()).hasSize(2);
        assertThat(trouble().course().revision()).isEqualTo(2);
    }

    @Test
    void itClosesAnHourAfterTheLastTrouble() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "BUG: soft lockup in foo"));
        tale.live("b1", Duration.ofMinutes(59));
        tale.kernel(crashed("r2", "BUG: soft lockup in bar")).live("b1", Duration.ofMinutes(59));
        assertThat(trouble().holds()).isTrue();

        tale.live("b1", Duration.ofMinutes(2));
        assertThat(trouble().holds()).isFalse();
        tale.live("b1", Duration.ofMinutes(6));

        assertThat(trouble().course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aRebootEndsIt() {
        tale.live("b1", MINUTE).kernel(crashed("r1", "EXT4-fs error")).live("b1", MINUTE);

        tale.live("b2", SECONDS);

        assertThat(trouble().holds()).isFalse();
    }

    @Test
    void troubleThatEndsInAPanicIsThePanicsAlone() {
        tale.live("b1", MINUTE)
                .kernel(crashed("r1", "general protection fault in foo"))
                .pass(Duration.ofSeconds(2))
                .kernel(new Panicked(tale.now(), "r1", "Fatal exception", false, List.of("panic")))
                .pass(MINUTE);

        assertThat(tale.findings()).doesNotContainKey(KernelTrouble.ID).containsKey(HungNode.ID);
    }

    @Test
    void anOopsWhoseCaptureKernelTakesSecondsToSpeakIsTheDumpsAlone() {
        tale.live("b1", MINUTE)
                .kernel(crashed("r1", "general protection fault in foo"))
                .pass(Duration.ofSeconds(20))
                .kernel(
                        new CaptureBooted(
                                tale.now(),
                                Optional.empty(),
                                Optional.of("elfcorehdr=0x1"),
                                List.of("Linux version")))
                .pass(MINUTE);

        assertThat(tale.findings()).doesNotContainKey(KernelTrouble.ID);
    }

    @Test
    void whatWasHeldBackIsHistory() {
        tale.live("b1", MINUTE)
                .kernel(N1, crashed("r1", "EXT4-fs error"), Duration.ofMinutes(5))
                .live("b1", MINUTE);

        assertThat(tale.findings()).isEmpty();
    }

    private Finding trouble() {
        return tale.finding(KernelTrouble.ID);
    }

    private Crashed crashed(String id, String title) {
        return crashed(id, title, CrashType.ofTitle(title));
    }

    private Crashed crashed(String id, String title, String type) {
        return new Crashed(
                tale.now(),
                new CrashReport(
                        id,
                        1,
                        title,
                        type,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        ""),
                List.of(title));
    }
}
