package dev.inquest.detection.pattern;

import static dev.inquest.detection.Tale.N1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.detection.Tale;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.fleet.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannedRebootOverdueTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tale tale = new Tale();

    @Test
    void aNodeThatIsAwayForLongerThanPlannedIsACaseThatWakesNobody() {
        reboot();
        tale.pass(Duration.ofMinutes(39));
        assertThat(tale.findings()).isEmpty();

        tale.pass(MINUTE);

        assertThat(tale.finding(PlannedRebootOverdue.ID).paging().pages()).isFalse();
    }

    @Test
    void aNodeThatIsBackInTimeIsNoCase() {
        reboot();
        tale.pass(MINUTE).live("b2", Duration.ofHours(1));

        assertThat(tale.findings()).isEmpty();
    }

    @Test
    void itResolvesOnceTheNodeIsBack() {
        reboot();
        tale.pass(Duration.ofMinutes(41)).live("b2", Duration.ofMinutes(6));

        assertThat(tale.finding(PlannedRebootOverdue.ID).course().status())
                .isEqualTo(Status.RESOLVED);
    }

    @Test
    void aPlanThatIsMadeLongerExplainsTheAbsenceForLonger() {
        tale.live("b1", MINUTE);
        var began = tale.now();
        tale.lease(N1, Lease.UNKNOWN, until(began.plusSeconds(600))).beat("b1").pass(MINUTE);
        tale.lease(N1, Lease.UNKNOWN, until(began.plusSeconds(3600)));
        tale.pass(Duration.ofMinutes(67));
        assertThat(tale.findings()).isEmpty();

        tale.pass(Duration.ofMinutes(2));

        assertThat(tale.findings()).containsOnlyKeys(PlannedRebootOverdue.ID);
    }

    private static Intent until(Instant end) {
        return new Intent(
                Intent.Kind.MAINTENANCE, "", "intents.yaml", Tale.START, Optional.of(end));
    }

    /// A goodbye explains an absence for 30 minutes; the pattern tolerates ten more.
    private void reboot() {
        tale.live("b1", MINUTE).beat(N1, "b1", Goodbye.HOST_REBOOT);
    }
}
