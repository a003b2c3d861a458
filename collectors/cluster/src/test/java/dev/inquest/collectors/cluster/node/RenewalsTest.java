package dev.inquest.collectors.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.LeaseState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalsTest {

    private static final Duration LASTS = Duration.ofSeconds(40);

    private final Renewals lease = new Renewals("1", LASTS, LeaseState.UNKNOWN, 0);

    @Test
    void aLeaseThatNobodySawRenewedIsUnknown() {
        assertThat(lease.seen("1", LASTS, seconds(10))).isFalse();
        assertThat(lease.state()).isEqualTo(LeaseState.UNKNOWN);
        assertThat(lease.silentNanos(seconds(10))).isEmpty();
    }

    @Test
    void aRenewalMakesItFresh() {
        assertThat(lease.seen("2", LASTS, seconds(10))).isTrue();
        assertThat(lease.state()).isEqualTo(LeaseState.FRESH);
        assertThat(lease.silentNanos(seconds(15))).hasValue(seconds(5));
    }

    @Test
    void itIsOverdueJustAfterItsTime() {
        lease.seen("2", LASTS, seconds(10));
        assertThat(lease.isOverdue(seconds(50))).isFalse();
        assertThat(lease.isOverdue(seconds(50) + 1)).isTrue();
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() {
        lease.seen("2", LASTS, seconds(10));
        lease.excuse(seconds(100));
        assertThat(lease.isOverdue(seconds(140))).isFalse();
        assertThat(lease.isOverdue(seconds(141))).isTrue();
    }

    @Test
    void aStaleLeaseIsFreshAfterTwoRenewals() {
        lease.expire();
        lease.seen("2", LASTS, seconds(60));
        assertThat(lease.state()).isEqualTo(LeaseState.STALE);
        lease.seen("3", LASTS, seconds(70));
        assertThat(lease.state()).isEqualTo(LeaseState.FRESH);
    }

    @Test
    void whatIsNotSeenAnyMoreIsUnknownUnlessItWasStale() {
        lease.seen("2", LASTS, seconds(10));
        lease.lost();
        assertThat(lease.state()).isEqualTo(LeaseState.UNKNOWN);
        lease.expire();
        lease.lost();
        assertThat(lease.state()).isEqualTo(LeaseState.STALE);
    }

    @Test
    void aLeaseOfNoLengthLastsTenSecondsAndOneOfADayTenMinutes() {
        var none = new Renewals("1", Duration.ZERO, LeaseState.UNKNOWN, 0);
        assertThat(none.isOverdue(seconds(10))).isFalse();
        assertThat(none.isOverdue(seconds(11))).isTrue();
        var day = new Renewals("1", Duration.ofDays(1), LeaseState.UNKNOWN, 0);
        assertThat(day.isOverdue(seconds(601))).isTrue();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
