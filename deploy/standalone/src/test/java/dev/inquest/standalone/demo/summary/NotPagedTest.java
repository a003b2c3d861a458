package dev.inquest.standalone.demo.summary;

import static dev.inquest.schemas.wire.NodeStateName.HUNG;
import static dev.inquest.schemas.wire.NodeStateName.LIVE;
import static dev.inquest.schemas.wire.NodeStateName.LOST;
import static dev.inquest.schemas.wire.NodeStateName.PANICKED;
import static dev.inquest.schemas.wire.NodeStateName.PLANNED;
import static dev.inquest.schemas.wire.NodeStateName.REBOOTED;
import static dev.inquest.schemas.wire.NodeStateName.SILENT;
import static dev.inquest.schemas.wire.NodeStateName.STOPPED;
import static dev.inquest.schemas.wire.NodeStateName.UNKNOWN;
import static dev.inquest.schemas.wire.NodeStateName.UNOBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.RebootKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NotPagedTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final NotPaged notPaged = new NotPaged();
    private final Map<String, Long> numbers = new HashMap<>();

    @Test
    void anOrdinaryNightWakesNobody() {
        reboots("demo/a");
        reboots("demo/b");
        told("demo/c", LIVE, PLANNED, "spot capacity reclaimed (taint spot-interruption)");
        told("demo/c", PLANNED, STOPPED, "its Node object was deleted as planned");
        told("demo/d", LIVE, PLANNED, "the host said goodbye: it shuts down");
        told("demo/d", PLANNED, STOPPED, "its Node object was deleted as planned");
        told("demo/e", SILENT, LIVE, "heard again after a pause of 62 s, in the same boot");
        told("demo/f", LIVE, UNOBSERVED, "the agent said goodbye");
        told("demo/f", UNOBSERVED, LIVE, "its agent is back");

        assertThat(notPaged.summary())
                .isEqualTo(
                        "2 planned reboots, 1 drain and scale-down, 1 spot reclaim, 1 pause,"
                                + " 1 agent away while its node lived");
    }

    @Test
    void whatDiedIsNotAmongThem() {
        told("demo/a", LIVE, PANICKED, "kernel panic");
        told("demo/a", PANICKED, HUNG, "the capture kernel panicked");
        told("demo/b", LIVE, SILENT, "no heartbeat for 90 s");
        told("demo/b", SILENT, HUNG, "not back for 10 min");
        told("demo/e", LIVE, UNOBSERVED, "heartbeats are gone while the lease is renewed");
        told("demo/e", UNOBSERVED, SILENT, "its agent is away and its lease expired");
        told("demo/e", SILENT, HUNG, "not back for 10 min");
        told("demo/c", SILENT, LOST, "its Node object vanished, without a plan");
        told("demo/d", HUNG, REBOOTED, "new boot id after a crash", RebootKind.CRASHED);

        assertThat(notPaged.absences()).isEmpty();
        assertThat(notPaged.summary()).isEqualTo("nothing was away");
    }

    @Test
    void aRebootThatNobodyExplainedIsShownAsSuch() {
        told("demo/a", LIVE, REBOOTED, "new boot id; nobody said why", RebootKind.UNCLEAR);

        assertThat(notPaged.absences())
                .extracting(Absence::reason)
                .containsExactly(Reason.UNEXPLAINED_REBOOT);
    }

    @Test
    void aRepetitionCountsOnce() {
        var change = change("demo/a", 7, SILENT, LIVE, "heard again", null);

        notPaged.add(change);
        notPaged.add(change);

        assertThat(notPaged.absences()).hasSize(1);
    }

    @Test
    void whoeverIsNotBackYetIsStillAway() {
        told("demo/a", UNKNOWN, LIVE, "heartbeats arrive");
        told("demo/a", LIVE, PLANNED, "a planned reboot (kured)");

        assertThat(notPaged.summary()).isEqualTo("1 planned absence that goes on");
    }

    @Test
    void factsThatChangeAreNoAbsence() {
        reboots("demo/a");
        told("demo/a", REBOOTED, REBOOTED, "", RebootKind.CLEAN);

        assertThat(notPaged.absences()).hasSize(1);
    }

    @Test
    void theReportNamesEveryNodeAndWhy() {
        reboots("demo/a");

        assertThat(new NotPagedReport(START, List.of(), notPaged).markdown())
                .contains("simulated")
                .contains("## Planned reboots (1)")
                .contains(
                        "| demo/a | +00:02 | the host said goodbye: it reboots; new boot id after"
                                + " a planned reboot |");
    }

    private void reboots(String node) {
        told(node, LIVE, PLANNED, "the host said goodbye: it reboots");
        told(node, PLANNED, REBOOTED, "new boot id after a planned reboot", RebootKind.CLEAN);
    }

    private void told(String node, NodeStateName from, NodeStateName to, String cause) {
        told(node, from, to, cause, null);
    }

    private void told(
            String node,
            NodeStateName from,
            NodeStateName to,
            String cause,
            @Nullable RebootKind reboot) {
        var number = numbers.merge(node, 1L, Long::sum);
        notPaged.add(change(node, number, from, to, cause, reboot));
    }

    private static NodeChange change(
            String node,
            long number,
            NodeStateName from,
            NodeStateName to,
            String cause,
            @Nullable RebootKind reboot) {
        return NodeChange.newBuilder()
                .setNode(node)
                .setNumber(number)
                .setFrom(from)
                .setTo(to)
                .setReboot(reboot)
                .setAt(START.plusSeconds(number))
                .setCauses(cause.isEmpty() ? List.of() : List.of(cause))
                .build();
    }
}
