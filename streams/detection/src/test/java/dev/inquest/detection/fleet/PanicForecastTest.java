package dev.inquest.detection.fleet;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.forecast.NextPanic;
import dev.inquest.detection.node.Aftermath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanicForecastTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, String> HANGS =
            Map.of("panic_timeout", "0", "kexec_crash_loaded", "0", "zone", "a");
    private static final Map<String, String> REBOOTS =
            Map.of("panic_timeout", "10", "kexec_crash_loaded", "0");
    private static final Map<String, String> DUMPS =
            Map.of("panic_timeout", "10", "kexec_crash_loaded", "1");

    private final Tale tale = new Tale();

    @Test
    void nodesThatWouldHangAreCountedInOneFinding() {
        for (var i = 0; i < 100; i++) {
            tale.facts(node(i), i < 60 ? HANGS : DUMPS);
        }
        tale.pass(MINUTE);

        var finding = forecast();
        assertThat(tale.findings().get(PanicForecastFinding.ID)).hasSize(1);
        assertThat(finding.telling().title())
                .startsWith("60 of 100 nodes would hang at their next panic: ");
        assertThat(finding.telling().narrative())
                .contains("40 would write a dump, 0 would reboot without one, 60 would hang");
        assertThat(finding.telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.paging().pages()).isFalse();
        assertThat(finding.count()).isEqualTo(60);
        assertThat(finding.zones()).isEqualTo(Map.of("a", 60));
        assertThat(finding.members()).hasSize(50).containsKey(node(0));
    }

    @Test
    void whereFactsAreMissingItIsSilent() {
        tale.facts(N1, Map.of("kernel_release", "5.15.0-91-generic")).live("b1", MINUTE);
        tale.facts(node(1), REBOOTS).pass(MINUTE);

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void itIsToldOnceAMinuteAndOnlyAgainWhenATenthHasChanged() {
        for (var i = 0; i < 40; i++) {
            tale.facts(node(i), HANGS);
        }
        tale.pass(MINUTE);
        assertThat(forecast().course().revision()).isEqualTo(1);

        tale.facts(node(0), DUMPS).facts(node(1), DUMPS).facts(node(2), DUMPS).pass(MINUTE);
        assertThat(forecast().course().revision()).isEqualTo(1);
        tale.facts(node(3), DUMPS).pass(MINUTE);

        assertThat(forecast().course().revision()).isEqualTo(2);
        assertThat(forecast().telling().title()).startsWith("36 of 40 nodes");
    }

    @Test
    void itResolvesOnceNobodyWouldHangAnyMore() {
        tale.facts(N1, HANGS).live("b1", MINUTE);
        assertThat(forecast().course().status()).isEqualTo(Status.OPEN);

        tale.facts(N1, DUMPS).live("b1", Duration.ofMinutes(7));

        assertThat(forecast().course().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void whoIsGoneIsNotCounted() {
        tale.facts(node(1), HANGS).live(node(1), "b", MINUTE).facts(N1, HANGS).live("b1", MINUTE);
        assertThat(forecast().count()).isEqualTo(2);

        tale.kernel(new KernelSignal.PoweredDown(tale.now(), List.of("reboot: Power down")));
        tale.live(node(1), "b", MINUTE);

        assertThat(forecast().telling().title()).startsWith("1 of 1 nodes");
    }

    @Test
    void aForecastIsHeldAgainstWhatThePanicThenDid() {
        tale.facts(N1, HANGS).live("b1", MINUTE);
        tale.facts(node(1), HANGS).live(node(1), "b1", MINUTE);

        panicForGood(N1);
        panicked(node(1));
        tale.pass(MINUTE).live(node(1), "b2", MINUTE);

        var score = tale.score("prod");
        assertThat(score.times(NextPanic.HANG, Aftermath.HANG)).isEqualTo(1);
        assertThat(score.times(NextPanic.HANG, Aftermath.REBOOT)).isEqualTo(1);
        assertThat(score.scored()).isEqualTo(2);
        assertThat(score.right()).isEqualTo(1);
        assertThat(forecast().telling().narrative())
                .contains("Of 2 panics since, 1 did as forecast (forecast HANG: 1 REBOOT, 1 HANG)");
    }

    @Test
    void aDumpThatWasSavedIsWhatWasForecast() {
        tale.facts(N1, DUMPS).live("b1", MINUTE);

        panicked(N1);
        tale.kernel(new KernelSignal.DumpSaved(tale.now(), List.of("saved")));
        tale.pass(MINUTE).live("b2", MINUTE);

        assertThat(tale.score("prod").times(NextPanic.DUMP, Aftermath.DUMP)).isEqualTo(1);
    }

    @Test
    void aPanicThatWasRetractedScoresNothing() {
        tale.facts(N1, HANGS).live("b1", MINUTE);

        panicked(N1);
        tale.live("b1", MINUTE);

        assertThat(tale.score("prod").scored()).isZero();
    }

    @Test
    void aRestartCountsTheSame() {
        tale.facts(N1, HANGS).facts(node(1), DUMPS).pass(MINUTE);
        panicForGood(N1);
        tale.pass(MINUTE);
        var ledger = new Ledger(List.of());
        var again = new FleetStage(ledger);
        ledger.restore(forecast());
        again.restore(tale.score("prod"));
        tale.seats().forEach(again::restore);

        again.advance(tale.now().plus(MINUTE));

        assertThat(again.findings()).containsExactly(forecast());
        assertThat(again.score("prod")).isEqualTo(tale.score("prod"));
    }

    private void panicForGood(NodeId node) {
        panicked(node);
        tale.kernel(
                node,
                new KernelSignal.PanicEnded(tale.now(), "r", "boom", false, List.of("end")),
                Duration.ZERO);
    }

    private void panicked(NodeId node) {
        tale.beat(node, "b1", Goodbye.NONE)
                .kernel(
                        node,
                        new KernelSignal.Panicked(tale.now(), "r", "boom", false, List.of("panic")),
                        Duration.ZERO);
    }

    private Finding forecast() {
        return tale.finding(PanicForecastFinding.ID);
    }

    private static NodeId node(int number) {
        return new NodeId("prod", "w%03d".formatted(number));
    }
}
