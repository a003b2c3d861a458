package dev.inquest.collectors.cluster.node;

import dev.inquest.schemas.wire.LeaseState;
import java.time.Duration;
import java.util.OptionalLong;

/// Judges one lease by when its renewals were seen here, never by the times that the node wrote
/// into it: no clocks are compared.
///
/// A lease that nobody has seen renewed yet is unknown; one that went stale is fresh again after
/// two renewals. Not safe for several threads.
final class Renewals {

    private static final int PROOF = 2;
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private String version;
    private long allowance;
    private LeaseState state;
    private OptionalLong renewedAt = OptionalLong.empty();
    private long waitingSince;
    private int proofs;

    /// Seen for the first time.
    ///
    /// @param version changes with each renewal
    /// @param before what was known of it before
    Renewals(String version, Duration lasts, LeaseState before, long nanos) {
        this.version = version;
        this.allowance = allowance(lasts);
        this.state = before;
        this.waitingSince = nanos;
    }

    /// The same lease under another machine, of which nothing is known yet.
    Renewals ofAnother(long nanos) {
        return new Renewals(version, Duration.ofNanos(allowance), LeaseState.UNKNOWN, nanos);
    }

    private static long allowance(Duration lasts) {
        if (lasts.compareTo(SHORTEST) < 0) {
            return SHORTEST.toNanos();
        }
        return (lasts.compareTo(LONGEST) > 0 ? LONGEST : lasts).toNanos();
    }

    /// Seen again.
    ///
    /// @return whether it was renewed since
    boolean seen(String now, Duration lasts, long nanos) {
        allowance = allowance(lasts);
        if (now.equals(version)) {
            return false;
        }
        version = now;
        renewedAt = OptionalLong.of(nanos);
        waitingSince = nanos;
        proofs++;
        if (state != LeaseState.STALE || proofs >= PROOF) {
            state = LeaseState.FRESH;
        }
        return true;
    }

    /// Nobody looked until now: what was not seen meanwhile proves nothing.
    void excuse(long nanos) {
        waitingSince = nanos;
    }

    /// Whether it is overdue and not yet called stale.
    boolean isOverdue(long nanos) {
        return state != LeaseState.STALE && nanos - waitingSince > allowance;
    }

    /// It is overdue indeed.
    void expire() {
        state = LeaseState.STALE;
        proofs = 0;
    }

    /// It cannot be seen any more: only what was stale is still known to be.
    void lost() {
        if (state == LeaseState.FRESH) {
            state = LeaseState.UNKNOWN;
        }
    }

    LeaseState state() {
        return state;
    }

    /// How long ago it was last seen renewed.
    OptionalLong silentNanos(long nanos) {
        return renewedAt.isPresent()
                ? OptionalLong.of(Math.max(0, nanos - renewedAt.getAsLong()))
                : OptionalLong.empty();
    }
}
