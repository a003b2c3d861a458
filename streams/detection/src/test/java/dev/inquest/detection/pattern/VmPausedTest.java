package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VmPausedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String[] LOCKUP = {
        "[ 9000.1] watchdog: BUG: soft lockup - CPU#1 stuck for 48s! [kworker/1:1:41]",
        "[ 9000.1] CPU: 1 PID: 41 Comm: kworker/1:1 Not tainted 5.15.0-91-generic #101-Ubuntu",
        "[ 9000.1] RIP: 0010:foo+0x10/0x20",
        "[ 9000.1] Call Trace:",
        "[ 9000.1]  foo+0x10/0x20",
        "[ 9000.1]  bar+0x10/0x20"
    };

    private final Tale tale = new Tale();

    @Test
    void aLockupReportedOnWakingUpIsAPause() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(40)).console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(1)).live("b1", Duration.ofMinutes(3));

        var paused = tale.finding(VmPaused.ID);
        assertThat(paused.telling().severity()).isEqualTo(Severity.INFO);
        assertThat(paused.telling().title()).isEqualTo("prod/n1 was paused for about 51 s");
        assertThat(tale.findings()).containsOnlyKeys(VmPaused.ID);
    }

    @Test
    void theHeartbeatMayComeBeforeTheReport() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(20)).beat("b1").console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(10)).live("b1", Duration.ofMinutes(3));

        assertThat(tale.findings()).containsOnlyKeys(VmPaused.ID);
    }

    @Test
    void aPauseOfTenMinutesIsAPauseToo() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(8)).console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(2)).live("b1", Duration.ofMinutes(3));

        assertThat(tale.findings()).containsOnlyKeys(VmPaused.ID);
    }

    @Test
    void aLockupWhileHeartbeatsComeIsTrouble() {
        tale.live("b1", MINUTE).console(N1, LOCKUP).live("b1", MINUTE);

        assertThat(tale.findings()).containsOnlyKeys(KernelTrouble.ID);
    }

    @Test
    void aKernelThatGoesOnWithoutHeartbeatsIsNotPaused() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(30)).console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(45));
        assertThat(tale.findings()).isEmpty();

        tale.pass(Duration.ofSeconds(10));

        assertThat(tale.findings()).containsOnlyKeys(KernelTrouble.ID);
    }

    @Test
    void aNewBootAfterTheGapIsNoPause() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(40)).console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(1)).live("b2", Duration.ofMinutes(3));

        assertThat(tale.findings()).doesNotContainKey(VmPaused.ID);
    }

    @Test
    void aPauseWithoutALockupIsNobodysBusiness() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(40)).live("b1", Duration.ofMinutes(3));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void itResolvesByItself() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(40)).console(N1, LOCKUP);
        tale.pass(Duration.ofSeconds(1)).live("b1", Duration.ofMinutes(16));

        assertThat(tale.finding(VmPaused.ID).course().status()).isEqualTo(Status.RESOLVED);
    }
}
