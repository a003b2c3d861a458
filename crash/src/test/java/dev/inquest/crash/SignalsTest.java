package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a console says in the order in which it says it; repeated signals count once.
final class SignalsTest {

    @Test
    void aCapturedDumpGoesThroughTheCaptureKernelAndBack() {
        assertThat(kinds("c1-kdump-ok-256M.log"))
                .containsExactly(
                        "Booted",
                        "Ordinary",
                        "Crashed",
                        "Panicked",
                        "Crashed",
                        "CaptureBooted",
                        "CaptureProgress",
                        "DumpSaved",
                        "CaptureProgress",
                        "Restarting",
                        "Booted",
                        "Ordinary");
    }

    @Test
    void aCaptureKernelWithTooLittleMemoryFailsAndStops() {
        assertThat(kinds("c2-ck-80M.log"))
                .containsExactly(
                        "Booted",
                        "Ordinary",
                        "Crashed",
                        "Panicked",
                        "Crashed",
                        "CaptureBooted",
                        "CaptureProgress",
                        "CaptureFailing",
                        "Panicked",
                        "PanicEnded");
    }

    @Test
    void theCaptureKernelsPanicIsAboutTheFirstKernelsCrash() {
        List<KernelSignal> signals = signals("c2-ck-80M.log");
        String crash =
                signals.stream()
                        .filter(KernelSignal.Crashed.class::isInstance)
                        .map(KernelSignal.Crashed.class::cast)
                        .map(crashed -> crashed.report().id())
                        .findFirst()
                        .orElseThrow();

        assertThat(signals.getLast())
                .isInstanceOfSatisfying(
                        KernelSignal.PanicEnded.class,
                        ended -> {
                            assertThat(ended.capture()).isTrue();
                            assertThat(ended.reportId()).isEqualTo(crash);
                            assertThat(ended.reason()).isEqualTo("System is deadlocked on memory");
                        });
    }

    @Test
    void aPanicWithoutRebootEndsTheKernel() {
        assertThat(kinds("b1-oops-panic0.log"))
                .containsExactly("Booted", "Ordinary", "Crashed", "Panicked", "PanicEnded");
    }

    @Test
    void aPanicWithRebootComesBack() {
        assertThat(kinds("b2-sysrqc-panic5.log"))
                .containsExactly(
                        "Booted",
                        "Ordinary",
                        "Crashed",
                        "Panicked",
                        "Crashed",
                        "RebootAnnounced",
                        "Booted",
                        "Ordinary");
    }

    @Test
    void aCleanPowerOffIsAnOrderlyEnd() {
        assertThat(kinds("a-poweroff-clean.log"))
                .containsExactly("Booted", "Ordinary", "PoweredDown");
    }

    @Test
    void aHardwareWatchdogResetIsOnlyAnotherBoot() {
        assertThat(kinds("g-i6300-watchdog-reset.log"))
                .containsExactly("Booted", "Ordinary", "Booted", "Ordinary");
    }

    @Test
    void readingAgainGivesTheSameSignals() {
        assertThat(signals("c1-kdump-ok-256M.log")).isEqualTo(signals("c1-kdump-ok-256M.log"));
    }

    private static List<KernelSignal> signals(String console) {
        List<KernelSignal> signals = new ArrayList<>();
        Corpus.replay(Corpus.lines(Corpus.bundled(console)), signals::add);
        return signals;
    }

    private static List<String> kinds(String console) {
        List<String> kinds = new ArrayList<>();
        for (KernelSignal signal : signals(console)) {
            String kind = signal.getClass().getSimpleName();
            if (kinds.isEmpty() || !kinds.getLast().equals(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
