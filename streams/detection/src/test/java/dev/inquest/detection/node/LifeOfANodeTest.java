package dev.inquest.detection.node;

import static dev.inquest.detection.Tale.N1;
import static dev.inquest.detection.node.StateName.DUMPING;
import static dev.inquest.detection.node.StateName.FORGOTTEN;
import static dev.inquest.detection.node.StateName.HUNG;
import static dev.inquest.detection.node.StateName.ISOLATED;
import static dev.inquest.detection.node.StateName.LIVE;
import static dev.inquest.detection.node.StateName.LOST;
import static dev.inquest.detection.node.StateName.PANICKED;
import static dev.inquest.detection.node.StateName.PLANNED;
import static dev.inquest.detection.node.StateName.REBOOTED;
import static dev.inquest.detection.node.StateName.REPLACED;
import static dev.inquest.detection.node.StateName.SILENT;
import static dev.inquest.detection.node.StateName.STOPPED;
import static dev.inquest.detection.node.StateName.UNOBSERVED;
import static dev.inquest.detection.node.StateName.WEDGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent.Kind;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Ready;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifeOfANodeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration OVERDUE = Duration.ofSeconds(20);

    private final Tale tale = new Tale();

    @Test
    void heartbeatsMakeANodeLive() {
        tale.live("b1", MINUTE);

        assertThat(tale.told()).containsExactly(LIVE);
    }

    @Test
    void aSilenceShortOfNinetySecondsIsNobodysBusinessUntilItIsOver() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(79));
        assertThat(tale.state()).isEqualTo(SILENT);
        assertThat(tale.told()).containsExactly(LIVE);

        tale.beat("b1");

        assertThat(tale.told()).containsExactly(LIVE, LIVE);
        assertThat(tale.lastMove().from()).isEqualTo(SILENT);
        assertThat(tale.lastMove().causes().getFirst()).contains("pause of 89 s");
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void ninetySecondsCountAndTenMinutesAreAHang() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(9).plusSeconds(49));
        assertThat(tale.told()).containsExactly(LIVE, SILENT);

        tale.pass(Duration.ofSeconds(1));

        assertThat(tale.told()).containsExactly(LIVE, SILENT, HUNG);
        assertThat(tale.lastMove().witnessed()).isFalse();
        assertThat(tale.lastMove().causes())
                .anyMatch(cause -> cause.contains("not resource exhaustion"));
    }

    @Test
    void aPanicThatEndsIsAHangAtOnce() {
        tale.live("b1", MINUTE)
                .console(
                        N1,
                        "[  10.0] Kernel panic - not syncing: sysrq triggered crash",
                        "[  10.1] ---[ end Kernel panic - not syncing: sysrq triggered crash ]---");

        assertThat(tale.told()).containsExactly(LIVE, PANICKED, HUNG);
        assertThat(tale.lastMove().witnessed()).isFalse();
        tale.pass(OVERDUE);
        assertThat(tale.changes().getLast().witnessed()).isTrue();
    }

    @Test
    void oneHeartbeatAfterAPanicMayHaveBeenOnItsWayTwoRetractIt() {
        tale.live("b1", MINUTE).kernel(panicked());
        tale.beat("b1");
        assertThat(tale.state()).isEqualTo(PANICKED);

        tale.pass(Duration.ofSeconds(10)).beat("b1");

        assertThat(tale.state()).isEqualTo(LIVE);
        assertThat(tale.lastMove().causes().getFirst()).contains("retracted");
    }

    @Test
    void heartbeatsFromBeforeAPanicRetractNothingHoweverLateTheyCome() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(20)).kernel(panicked());

        tale.lateBeat("b1", Duration.ofSeconds(15)).lateBeat("b1", Duration.ofSeconds(5));

        assertThat(tale.state()).isEqualTo(PANICKED);
        tale.beat("b1");
        assertThat(tale.state()).isEqualTo(PANICKED);
    }

    @Test
    void aCaptureKernelThatPanicsHangsTheNode() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(Duration.ofSeconds(2));
        tale.kernel(
                new KernelSignal.CaptureBooted(
                        tale.now(), Optional.empty(), Optional.empty(), List.of("Linux version")));
        assertThat(tale.state()).isEqualTo(DUMPING);

        tale.kernel(
                new KernelSignal.PanicEnded(
                        tale.now(), "r", "System is deadlocked on memory", true, List.of("end")));

        assertThat(tale.state()).isEqualTo(HUNG);
    }

    @Test
    void aDumpLastsWhileItsOutputProgresses() {
        tale.live("b1", MINUTE).kernel(captureBooted());
        for (var minute = 0; minute < 30; minute++) {
            tale.pass(MINUTE)
                    .kernel(new KernelSignal.CaptureProgress(tale.now(), List.of("copying")));
        }
        assertThat(tale.state()).isEqualTo(DUMPING);

        tale.pass(Duration.ofMinutes(10));

        assertThat(tale.state()).isEqualTo(HUNG);
    }

    @Test
    void aNewBootAfterACrashIsACrashedReboot() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE).beat("b2");

        assertThat(tale.lastMove().reboot()).contains(RebootKind.CRASHED);
    }

    @Test
    void aNewBootThatNobodyExplainsIsUnclear() {
        tale.live("b1", MINUTE).pass(MINUTE).live("b2", MINUTE);

        assertThat(tale.lastMove().reboot()).contains(RebootKind.UNCLEAR);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void anOlderBootIdIsALateHeartbeatAndNoReboot() {
        tale.live("b1", MINUTE).live("b2", MINUTE).beat("b1");

        assertThat(tale.told()).containsExactly(LIVE, REBOOTED);
    }

    @Test
    void aPlanThatPrecedesTheSilenceExplainsIt() {
        tale.live("b1", MINUTE);
        tale.lease(N1, Lease.UNKNOWN, tale.intent(Kind.REBOOT));
        tale.pass(Duration.ofSeconds(1)).beat("b1").pass(MINUTE);
        assertThat(tale.state()).isEqualTo(PLANNED);

        tale.pass(MINUTE).beat("b2");

        assertThat(tale.lastMove().reboot()).contains(RebootKind.CLEAN);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aPlanMadeAfterTheLastHeartbeatExplainsNothing() {
        tale.live("b1", MINUTE).pass(Duration.ofSeconds(20));
        tale.lease(N1, Lease.UNKNOWN, tale.intent(Kind.CORDON)).pass(Duration.ofMinutes(10));

        assertThat(tale.state()).isEqualTo(HUNG);
    }

    @Test
    void panicEvidenceOverridesAPlan() {
        tale.live("b1", MINUTE).lease(N1, Lease.UNKNOWN, tale.intent(Kind.DRAIN));
        tale.beat("b1").pass(MINUTE).kernel(panicked());

        assertThat(tale.state()).isEqualTo(PANICKED);
    }

    @Test
    void anAgentThatSaysGoodbyeLeavesTheNodeUnobserved() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.AGENT_STOP).pass(Duration.ofMinutes(5));
        assertThat(tale.state()).isEqualTo(UNOBSERVED);

        tale.beat("b1");

        assertThat(tale.state()).isEqualTo(LIVE);
    }

    @Test
    void anAgentThatNeverReturnsIsASilenceAfterFifteenMinutes() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.AGENT_STOP).pass(Duration.ofMinutes(15));

        assertThat(tale.state()).isEqualTo(SILENT);
    }

    @Test
    void heartbeatsGoneWhileTheLeaseIsRenewedIsAnAgentGone() {
        tale.live("b1", MINUTE).lease(N1, Lease.FRESH).beat("b1").pass(Duration.ofMinutes(20));
        assertThat(tale.state()).isEqualTo(UNOBSERVED);

        tale.lease(N1, Lease.STALE);

        assertThat(tale.state()).isEqualTo(SILENT);
    }

    @Test
    void aHostThatSaysGoodbyeIsPlanned() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.HOST_REBOOT).pass(MINUTE).beat("b2");

        assertThat(tale.told()).containsExactly(LIVE, PLANNED, REBOOTED);
        assertThat(tale.lastMove().reboot()).contains(RebootKind.CLEAN);
    }

    @Test
    void poweringDownIsTheEnd() {
        tale.live("b1", MINUTE)
                .kernel(new KernelSignal.PoweredDown(tale.now(), List.of("reboot: Power down")))
                .pass(Duration.ofMinutes(30));

        assertThat(tale.told()).containsExactly(LIVE, STOPPED);
    }

    @Test
    void aConsoleThatPrintsOrdinaryLinesIsolatesASilentNode() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).pass(MINUTE);
        tale.kernel(new KernelSignal.Ordinary(tale.now(), List.of("eth0: link up")));
        assertThat(tale.state()).isEqualTo(ISOLATED);

        tale.pass(Duration.ofMinutes(2));

        assertThat(tale.state()).isNotEqualTo(ISOLATED);
    }

    @Test
    void heartbeatsWithALeaseLongExpiredAreAWedgedNode() {
        tale.live("b1", MINUTE).lease(N1, Lease.STALE).live("b1", Duration.ofMinutes(6));

        assertThat(tale.state()).isEqualTo(WEDGED);
    }

    @Test
    void aNodeObjectThatVanishesDuringSilenceIsLost() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(3)).observe(N1, Lease.STALE, true);

        assertThat(tale.state()).isEqualTo(LOST);
        assertThat(tale.findings()).containsKey("hung-node");
    }

    @Test
    void aNodeObjectDeletedWhileItLivedAndThenSilentIsLostToo() {
        tale.live("b1", MINUTE).observe(N1, Lease.UNKNOWN, true).beat("b1");
        tale.pass(Duration.ofMinutes(2));

        assertThat(tale.told()).containsExactly(LIVE, LOST);
    }

    @Test
    void panicTextThatArrivesAfterTheVerdictMovesNothing() {
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(10)).kernel(panicked());

        assertThat(tale.told()).containsExactly(LIVE, SILENT, HUNG);
    }

    @Test
    void aBootWhoseAgentNeverReturnsIsAHang() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE).kernel(booted());
        tale.pass(Duration.ofMinutes(9).plusSeconds(59));
        assertThat(tale.state()).isEqualTo(REBOOTED);

        tale.pass(Duration.ofSeconds(2));

        assertThat(tale.state()).isEqualTo(HUNG);
        assertThat(tale.changes()).isSortedAccordingTo(Comparator.comparing(Change::at));
    }

    @Test
    void spotCapacityThatVanishesWithoutACrashIsNoCase() {
        tale.facts(N1, Map.of("capacity_type", "spot")).live("b1", MINUTE);
        tale.pass(Duration.ofMinutes(3)).observe(N1, Lease.STALE, true);

        assertThat(tale.state()).isEqualTo(LOST);
        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void aDeletionAsPlannedIsAStop() {
        tale.live("b1", MINUTE).lease(N1, Lease.FRESH, tale.intent(Kind.SCALE_DOWN));
        tale.beat(N1, "b1", Goodbye.HOST_SHUTDOWN).pass(MINUTE).observe(N1, Lease.STALE, true);

        assertThat(tale.state()).isEqualTo(STOPPED);
    }

    @Test
    void anotherMachineUnderTheSameNameInheritsNothing() {
        tale.observe(N1, Lease.FRESH, false).live("b1", MINUTE).kernel(panicked());
        tale.pass(Duration.ofMinutes(11)).observe(N1, Lease.STALE, true).anotherMachine(N1);

        assertThat(tale.state()).isEqualTo(REPLACED);
        assertThat(tale.node(N1).trail().provesCrash()).isFalse();
    }

    @Test
    void aNodeDeletedWhileItLivedAndReplacedAtOnceIsReplaced() {
        tale.seen(N1, "boot-1", Lease.FRESH, Duration.ZERO, Ready.READY, false);
        tale.seen(N1, "boot-1", Lease.UNKNOWN, Duration.ZERO, Ready.READY, true);
        assertThat(tale.state()).isEqualTo(SILENT);

        tale.anotherMachine(N1);

        assertThat(tale.state()).isEqualTo(REPLACED);
    }

    @Test
    void anotherMachineLivesAlthoughNothingButItsFreshLeaseIsToldOfIt() {
        tale.lease(N1, Lease.FRESH).pass(MINUTE).observe(N1, Lease.UNKNOWN, true);

        tale.anotherMachine(N1).pass(Duration.ofSeconds(1));

        assertThat(tale.state()).isEqualTo(LIVE);
        assertThat(tale.told()).endsWith(REPLACED, LIVE);
    }

    @Test
    void withoutAnAgentTheLeaseIsLiveness() {
        tale.lease(N1, Lease.FRESH).pass(Duration.ofHours(1));
        assertThat(tale.state()).isEqualTo(LIVE);

        tale.lease(N1, Lease.STALE);

        assertThat(tale.state()).isEqualTo(SILENT);
    }

    @Test
    void aHoleInTimeIsNobodysFault() {
        tale.live("b1", MINUTE).hole(Duration.ofMinutes(15)).pass(Duration.ofSeconds(29));
        assertThat(tale.state()).isEqualTo(LIVE);

        tale.pass(Duration.ofSeconds(2));

        assertThat(tale.state()).isEqualTo(SILENT);
    }

    @Test
    void aBannerOfTheBootWeKnowIsNoReboot() {
        var booted = booted();
        tale.kernel(booted).live("b1", MINUTE);

        assertThat(tale.told()).containsExactly(LIVE);
    }

    @Test
    void aBannerAfterAPanicIsACrashedRebootThatTheNewBootIdConfirms() {
        tale.live("b1", MINUTE).kernel(panicked()).pass(MINUTE).kernel(booted());
        assertThat(tale.lastMove().reboot()).contains(RebootKind.CRASHED);

        tale.pass(MINUTE).live("b2", MINUTE);

        assertThat(tale.told()).containsExactly(LIVE, PANICKED, REBOOTED);
    }

    @Test
    void aRebootedNodeIsShownAsSuchForHalfAnHour() {
        tale.live("b1", MINUTE).live("b2", Duration.ofMinutes(31));

        assertThat(tale.told()).containsExactly(LIVE, REBOOTED, LIVE);
    }

    @Test
    void anEventThatWasHeldBackIsHistoryAndMovesNothing() {
        tale.live("b1", MINUTE).kernel(N1, panicked(), Duration.ofSeconds(11));

        assertThat(tale.state()).isEqualTo(LIVE);
    }

    @Test
    void oldPanicTextDoesNotMakeALaterSilenceACrash() {
        tale.live("b1", MINUTE).kernel(N1, panicked(), Duration.ofHours(1));
        tale.live("b1", MINUTE).pass(Duration.ofMinutes(10));

        assertThat(tale.lastMove().witnessed()).isFalse();
        tale.beat("b2");
        assertThat(tale.node(N1).trail().provesCrash()).isFalse();
    }

    @Test
    void afterAnHourWithoutTimeAPanicIsStillAHangTenMinutesLater() {
        tale.live("b1", MINUTE).pass(MINUTE).hole(Duration.ofHours(1)).kernel(panicked());

        tale.pass(Duration.ofMinutes(10));

        assertThat(tale.state()).isEqualTo(HUNG);
    }

    @Test
    void aNodeOfWhichNothingIsHeardForADayIsForgotten() {
        tale.live("b1", MINUTE).pass(Duration.ofHours(25));

        assertThat(tale.told()).endsWith(HUNG, FORGOTTEN);
    }

    private KernelSignal panicked() {
        return new KernelSignal.Panicked(
                tale.now(), "r", "Fatal exception", false, List.of("panic"));
    }

    private KernelSignal captureBooted() {
        return new KernelSignal.CaptureBooted(
                tale.now(), Optional.empty(), Optional.empty(), List.of("Linux version"));
    }

    private KernelSignal booted() {
        return new KernelSignal.Booted(
                tale.now(), Optional.empty(), Optional.empty(), List.of("Linux version"));
    }
}
