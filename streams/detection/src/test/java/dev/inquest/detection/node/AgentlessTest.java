package dev.inquest.detection.node;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Ready;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Nodes without an agent: their lease is their heartbeat, and no second witness.
class AgentlessTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration EXPIRED = Duration.ofSeconds(45);
    private static final String[] PANIC = {
        "[  10.0] Kernel panic - not syncing: sysrq triggered crash",
        "[  10.1] ---[ end Kernel panic - not syncing: sysrq triggered crash ]---"
    };

    private final Tale tale = new Tale();

    @Test
    void aFreshLeaseIsLifeAndAStaleOneSilenceSinceItWasLastRenewed() {
        live();
        assertThat(tale.state()).isEqualTo(StateName.LIVE);

        stale(Ready.READY);

        assertThat(tale.state()).isEqualTo(StateName.SILENT);
        assertThat(tale.node(N1).state().silentSince()).contains(tale.now().minus(EXPIRED));
    }

    @Test
    void aLeaseThatIsRenewedAgainIsAReturn() {
        live().stale(Ready.READY).tale.pass(Duration.ofMinutes(5));

        live();

        assertThat(tale.state()).isEqualTo(StateName.LIVE);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aStaleLeaseAloneHangsAndPagesNobody() {
        live().stale(Ready.UNKNOWN).tale.pass(Duration.ofMinutes(20));

        assertThat(tale.state()).isEqualTo(StateName.HUNG);
        assertThat(tale.finding("hung-cohort").paging().pages()).isFalse();
    }

    @Test
    void fiveMinutesNotReadyConfirmIt() {
        live().stale(Ready.NOT_READY).tale.pass(Duration.ofMinutes(20));

        assertThat(tale.finding("hung-cohort").paging().pages()).isTrue();
    }

    @Test
    void soDoesTheConsole() {
        live().stale(Ready.UNKNOWN).tale.pass(MINUTE).console(N1, PANIC).pass(MINUTE);

        assertThat(tale.state()).isEqualTo(StateName.HUNG);
        assertThat(tale.finding("hung-cohort").paging().pages()).isTrue();
    }

    @Test
    void anotherBootIdOfItsNodeObjectIsAReboot() {
        live().tale.pass(MINUTE);

        tale.seen(N1, "b2", Lease.FRESH, Duration.ZERO, Ready.READY, false);

        assertThat(tale.state()).isEqualTo(StateName.REBOOTED);
        assertThat(tale.node(N1).state().rebootKind()).contains(RebootKind.UNCLEAR);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aPlanThatPrecedesTheSilenceExplainsIt() {
        var plan = tale.intent(Intent.Kind.DRAIN);
        tale.seen(N1, "b1", Lease.FRESH, Duration.ZERO, Ready.READY, false, plan).pass(MINUTE);

        tale.seen(N1, "b1", Lease.STALE, EXPIRED, Ready.UNKNOWN, false, plan);

        assertThat(tale.state()).isEqualTo(StateName.PLANNED);
    }

    @Test
    void deletedAsPlannedItIsStopped() {
        var plan = tale.intent(Intent.Kind.SCALE_DOWN);
        tale.seen(N1, "b1", Lease.FRESH, Duration.ZERO, Ready.READY, false, plan).pass(MINUTE);

        tale.seen(N1, "b1", Lease.UNKNOWN, Duration.ZERO, Ready.UNKNOWN, true, plan);

        assertThat(tale.state()).isEqualTo(StateName.STOPPED);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void deletedWithoutAPlanItIsLostAndPagesNobody() {
        live().tale.pass(MINUTE);

        tale.seen(N1, "b1", Lease.UNKNOWN, Duration.ZERO, Ready.UNKNOWN, true);
        tale.pass(Duration.ofMinutes(20));

        assertThat(tale.state()).isEqualTo(StateName.LOST);
        assertThat(tale.finding("hung-cohort").paging().pages()).isFalse();
    }

    @Test
    void aNodeThatWasMissingWhenWeFirstLookedIsMissingSinceThen() {
        stale(Ready.UNKNOWN);

        assertThat(tale.state()).isEqualTo(StateName.SILENT);
        assertThat(tale.node(N1).state().silentSince()).contains(tale.now());
    }

    private AgentlessTest live() {
        tale.seen(N1, "b1", Lease.FRESH, Duration.ZERO, Ready.READY, false);
        tale.pass(MINUTE);
        return this;
    }

    private AgentlessTest stale(Ready ready) {
        tale.seen(N1, "b1", Lease.STALE, EXPIRED, ready, false);
        return this;
    }
}
