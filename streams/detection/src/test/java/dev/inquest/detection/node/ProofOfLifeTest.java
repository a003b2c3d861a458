package dev.inquest.detection.node;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What proves life, what proves nothing, and who gets no verdict.
class ProofOfLifeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();

    @Test
    void whoWasNeverHeardGetsNoVerdict() {
        tale.facts(N1, Map.of("zone", "a")).pass(Duration.ofHours(2));

        assertThat(tale.state()).isEqualTo(StateName.UNKNOWN);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void troubleOnTheConsoleOfASilentNodeProvesNoLife() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(2));

        tale.kernel(
                new KernelSignal.Trouble(
                        tale.now(),
                        "soft lockup - CPU#0 stuck for 22s",
                        "SOFT_LOCKUP",
                        List.of("watchdog: BUG: soft lockup - CPU#0 stuck for 22s!")));

        assertThat(tale.state()).isEqualTo(StateName.SILENT);
    }

    @Test
    void theCaptureKernelsLinesProveNoLife() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(2));

        tale.kernel(new KernelSignal.CaptureProgress(tale.now(), List.of("Copying data : [ 5 %]")));

        assertThat(tale.state()).isEqualTo(StateName.SILENT);
    }

    @Test
    void heartbeatsOfAnAgentThatCanNeitherForkNorWriteAreAWedgedNode() {
        tale.live("b1", MINUTE);
        for (var beats = 0; beats < 12; beats++) {
            tale.limp(N1, "b1").pass(Duration.ofSeconds(10));
        }
        assertThat(tale.state()).isEqualTo(StateName.WEDGED);

        tale.live("b1", MINUTE);

        assertThat(tale.state()).isEqualTo(StateName.LIVE);
    }

    @Test
    void aHostThatShutsDownForGoodIsPlannedAndNobodysCase() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.HOST_SHUTDOWN).pass(Duration.ofMinutes(20));

        assertThat(tale.state()).isEqualTo(StateName.PLANNED);
        assertThat(tale.findings()).isEmpty();
    }
}
