package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Status;
import dev.inquest.detection.node.RebootKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashedAndRebootedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();

    @Test
    void aPanicAndANewBootAreACrash() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE).live("b2", MINUTE);

        var finding = crashed();
        assertThat(finding.telling().severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.telling().narrative())
                .contains("It panicked, and no crash dump was seen.")
                .contains("CPU, memory and disk were far from their limits");
        assertThat(finding.paging().pages()).isFalse();
        assertThat(finding.evidence()).anyMatch(proof -> proof.excerpt().contains("panic"));
    }

    @Test
    void aDumpThatWasCapturedIsTold() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE);
        tale.kernel(new KernelSignal.DumpSaved(tale.now(), List.of("saved vmcore in /var/crash")));
        tale.live("b2", MINUTE);

        assertThat(crashed().telling().narrative()).contains("Its crash dump was captured.");
    }

    @Test
    void whoHungAndIsBackCrashed() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(11)).live("b2", MINUTE);

        assertThat(crashed().telling().title()).isEqualTo("prod/n1 hung, and is back");
    }

    @Test
    void aCleanRebootIsNeverACase() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.HOST_REBOOT).pass(MINUTE);
        tale.live("b2", Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aRebootThatNobodyExplainsIsShownAndNeverACase() {
        tale.live("b1", MINUTE).pass(MINUTE).live("b2", Duration.ofHours(1));

        assertThat(tale.changes())
                .anyMatch(change -> change.reboot().equals(Optional.of(RebootKind.UNCLEAR)));
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void whatPstoreKeptOfTheLifeBeforeMakesItACrash() {
        tale.live("b1", MINUTE).pass(MINUTE).live("b2", MINUTE);
        kept(Optional.empty());

        assertThat(tale.lastMove().reboot()).contains(RebootKind.UNCLEAR);
        assertThat(tale.changes().getLast().reboot()).contains(RebootKind.CRASHED);
        assertThat(crashed().telling().narrative()).contains("kept over the reboot");
        assertThat(crashed().evidence()).anyMatch(proof -> proof.what().equals("pstore"));
    }

    @Test
    void whatPstoreKeptMayComeBeforeTheFirstHeartbeatOfTheNewBoot() {
        tale.live("b1", MINUTE).pass(MINUTE);
        kept(Optional.of("b1"));
        tale.live("b2", MINUTE);

        assertThat(tale.lastMove().reboot()).contains(RebootKind.CRASHED);
        assertThat(crashed().evidence()).anyMatch(proof -> proof.what().equals("pstore"));
    }

    @Test
    void whatPstoreKeptOfALifeLongPastProvesNothing() {
        tale.live("b0", MINUTE).live("b1", MINUTE).live("b2", MINUTE);
        kept(Optional.of("b0"));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void oldPstoreRecordsOfANodeThatLivesMoveNothing() {
        tale.live("b1", MINUTE);
        kept(Optional.empty());

        assertThat(tale.findings()).isEmpty();
        assertThat(tale.state()).hasToString("LIVE");
    }

    @Test
    void itResolvesOnceTheRebootIsNoNewsAnyMore() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE).live("b2", Duration.ofMinutes(37));

        assertThat(crashed().course().status()).isEqualTo(Status.RESOLVED);
    }

    private void kept(Optional<String> bootId) {
        tale.kept("pstore", panicked(), bootId);
    }

    private Finding crashed() {
        return tale.finding(CrashedAndRebooted.ID);
    }

    private KernelSignal panicked() {
        return new KernelSignal.Panicked(
                tale.now(), "r", "Fatal exception", false, List.of("panic"));
    }
}
