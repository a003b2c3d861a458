package dev.inquest.collectors.kernel;

import java.time.Duration;

/// How long to wait before the next attempt: short at first, because what was missed meanwhile may
/// be overwritten, then twice as long each time, up to a limit.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(250);

    private final Duration limit;
    private Duration next;

    Backoff(Duration limit) {
        this.limit = limit;
        this.next = shorter(FIRST, limit);
    }

    /// The wait before the next attempt.
    Duration next() {
        var now = next;
        next = shorter(now.multipliedBy(2), limit);
        return now;
    }

    /// An attempt succeeded.
    void reset() {
        next = shorter(FIRST, limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
