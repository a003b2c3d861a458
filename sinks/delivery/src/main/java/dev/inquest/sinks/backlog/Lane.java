package dev.inquest.sinks.backlog;

import java.time.Instant;

/// What shares one rate limit: its bucket, and how long it is left alone after failures.
final class Lane {

    private final Bucket bucket;
    private Instant pausedUntil = Instant.MIN;
    private Instant askedUntil = Instant.MIN;
    private int failures;

    Lane(Pace pace, Instant now) {
        this.bucket = new Bucket(pace.perMinute(), pace.burst(), now);
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(pausedUntil) && !now.isBefore(askedUntil) && hasToken(now);
    }

    /// Whether the rate allows one more.
    boolean hasToken(Instant now) {
        return bucket.has(now);
    }

    void use() {
        bucket.take();
    }

    void succeeded() {
        failures = 0;
        pausedUntil = Instant.MIN;
    }

    /// Requests that failed together count once.
    ///
    /// @return how many times in a row
    int failed(Instant now) {
        if (failures == 0 || !now.isBefore(pausedUntil)) {
            failures++;
        }
        return failures;
    }

    /// The receiver asked for it, so another request that succeeds meanwhile does not end it.
    void leaveAloneUntil(Instant until) {
        if (until.isAfter(askedUntil)) {
            askedUntil = until;
        }
    }

    void pauseUntil(Instant until) {
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }
}
