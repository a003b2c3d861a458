package dev.inquest.sinks.backlog;

import java.time.Duration;
import java.time.Instant;

/// A token bucket: so many at once, and so many a minute in the long run.
final class Bucket {

    private static final double MINUTE = Duration.ofMinutes(1).toMillis();

    private final int perMinute;
    private final int burst;
    private double tokens;
    private Instant filled;

    Bucket(int perMinute, int burst, Instant now) {
        this.perMinute = perMinute;
        this.burst = burst;
        this.tokens = burst;
        this.filled = now;
    }

    boolean has(Instant now) {
        // A clock that was set back fills nothing, and is where we count from.
        var passed = Math.max(0, Duration.between(filled, now).toMillis());
        tokens = Math.min(burst, tokens + passed * perMinute / MINUTE);
        filled = now;
        return tokens >= 1;
    }

    /// Takes one, which may not be there yet: then the next ones wait longer.
    void take() {
        tokens -= 1;
    }
}
