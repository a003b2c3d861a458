package dev.inquest.detection.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The time of one partition, moved by its own records alone, so that lag, a rebalance or an
/// offline partition cannot invent silence.
///
/// It never goes back. A hole of more than five seconds is reported, so that whoever waits can be
/// excused for it.
public final class PartitionClock {

    /// Longer steps than this are holes: ticks come four times a second.
    public static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private Optional<Instant> now = Optional.empty();

    /// Moves to the time of a record.
    ///
    /// @return the hole that it jumped over, or zero
    public Duration advance(Instant at) {
        var before = now.orElse(at);
        if (!at.isAfter(before)) {
            now = Optional.of(before);
            return Duration.ZERO;
        }
        now = Optional.of(at);
        var step = Duration.between(before, at);
        return step.compareTo(LONGEST_STEP) > 0 ? step : Duration.ZERO;
    }

    /// The time reached, if a record has ever come.
    public Optional<Instant> now() {
        return now;
    }
}
