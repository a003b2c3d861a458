package dev.inquest.sinks.delivery;

import java.time.Duration;

/// How long to wait before something is tried again: twice as long with each failure in a row.
final class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private int failures;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /// It failed once more.
    ///
    /// @return how long to wait now
    Duration failed() {
        var wait = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    void succeeded() {
        failures = 0;
    }

    /// Whether it failed when it was last tried.
    boolean isFailing() {
        return failures > 0;
    }
}
