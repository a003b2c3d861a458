package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.CrashkernelRanges;
import dev.inquest.detection.forecast.ReservationTable;
import dev.inquest.detection.known.KnownIssues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashDumpFailedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, String> LOADED =
            Map.of(
                    "crashkernel", "512M-:192M",
                    "kexec_crash_loaded", "1",
                    "kexec_crash_size", "201326592",
                    "distro", "ubuntu",
                    "distro_version", "24.10",
                    "arch", "x86_64",
                    "memory_total_bytes", "16000000000");
    private static final CrashDumpGuide GUIDE =
            new CrashDumpGuide(
                    List.of(
                            new ReservationTable(
                                    "ubuntu",
                                    List.of("ubuntu"),
                                    "24.10",
                                    "",
                                    List.of("x86_64"),
                                    "",
                                    CrashkernelRanges.fromString("4G-32G:512M"),
                                    "Ubuntu's own default",
                                    "")),
                    List.of());

    private final Tale tale = new Tale(() -> KnownIssues.NONE, GUIDE);

    @Test
    void itQuotesTheLinesTheReservationAndTheDistributionsOwnTable() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.kernel(ended("System is deadlocked on memory"));

        var told = failed().telling();
        assertThat(told.title())
                .isEqualTo(
                        "crash dump failed: the capture kernel ran out of memory (192M reserved) on 1 node");
        assertThat(told.narrative())
                .contains("It said: System is deadlocked on memory.")
                .contains("crashkernel=512M-:192M, which reserved 192M.")
                .contains("own table says 4G-32G:512M (Ubuntu's own default)");
        assertThat(told.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed().parent()).isPresent();
        assertThat(failed().evidence())
                .anyMatch(proof -> proof.excerpt().contains("System is deadlocked on memory"));
    }

    @Test
    void aCaptureKernelThatPanicsOverSomethingElseIsAnotherFinding() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.kernel(ended("VFS: Unable to mount root fs"));

        assertThat(failed().telling().title()).contains("the capture kernel failed");
    }

    @Test
    void aBannerAndThenNothingIsACaptureKernelThatFellSilent() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.pass(Duration.ofMinutes(11));

        assertThat(failed().telling().title()).contains("the capture kernel fell silent");
    }

    @Test
    void anArmedCaptureKernelOfWhichNothingIsHeardIsTold() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(panicked()).pass(Duration.ofMinutes(11));

        assertThat(failed().telling().title()).contains("the armed capture kernel was never heard");
    }

    @ParameterizedTest
    @CsvSource({
        "0, the kernel could not reserve its memory (crashkernel=2G)",
        "16777216, no capture kernel was loaded into the reserved memory (16M reserved)"
    })
    void whatWasAskedForAndNotLoadedIsWhyTheNodeHangs(String size, String cause) {
        tale.facts(
                N1,
                Map.of("crashkernel", "2G", "kexec_crash_loaded", "0", "kexec_crash_size", size));
        tale.live("b1", MINUTE).kernel(panicked());
        tale.kernel(new KernelSignal.PanicEnded(tale.now(), "r", "boom", false, List.of("end")));

        assertThat(failed().telling().title()).contains(cause);
    }

    @Test
    void whereNobodyAskedForADumpNoneFailed() {
        tale.facts(N1, Map.of("kexec_crash_loaded", "0", "kexec_crash_size", "0"));
        tale.live("b1", MINUTE).kernel(panicked());
        tale.kernel(new KernelSignal.PanicEnded(tale.now(), "r", "boom", false, List.of("end")));

        assertThat(tale.findings()).doesNotContainKey(CrashDumpFailed.ID);
    }

    @Test
    void aNodeThatCameBackWithoutItsDumpIsAWarningOfItsOwn() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.kernel(
                new KernelSignal.CaptureFailing(
                        tale.now(), "no space left on the dump target", List.of("No space left")));
        tale.pass(MINUTE).live("b2", MINUTE);

        assertThat(failed().telling().title())
                .endsWith("the capture kernel failed; the node rebooted without it on 1 node");
        assertThat(failed().telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(failed().parent()).isEmpty();
        assertThat(failed().paging().pages()).isFalse();
    }

    @Test
    void aDumpThatWasSavedDidNotFail() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.kernel(new KernelSignal.DumpSaved(tale.now(), List.of("saved")));
        tale.pass(MINUTE).live("b2", MINUTE);

        assertThat(tale.findings()).doesNotContainKey(CrashDumpFailed.ID);
    }

    @Test
    void aCaptureKernelThatSaidNothingAndRebootedProvesNothing() {
        tale.facts(N1, LOADED).live("b1", MINUTE).kernel(captureBooted());
        tale.pass(MINUTE).live("b2", MINUTE);

        assertThat(tale.findings()).doesNotContainKey(CrashDumpFailed.ID);
    }

    private Finding failed() {
        return tale.finding(CrashDumpFailed.ID);
    }

    private KernelSignal panicked() {
        return new KernelSignal.Panicked(tale.now(), "r", "boom", false, List.of("panic"));
    }

    private KernelSignal captureBooted() {
        return new KernelSignal.CaptureBooted(
                tale.now(), Optional.empty(), Optional.empty(), List.of("Linux version"));
    }

    private KernelSignal ended(String reason) {
        return new KernelSignal.PanicEnded(tale.now(), "r", reason, true, List.of(reason));
    }
}
