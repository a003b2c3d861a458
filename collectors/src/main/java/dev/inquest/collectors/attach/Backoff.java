package dev.inquest.collectors.attach;

import java.time.Duration;

/// Says how long to wait before the next attempt: twice as long each time, within bounds.
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /// An attempt failed.
    Duration failed() {
        var wait = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait;
    }

    /// An attempt was worth it.
    void succeeded() {
        next = first;
    }
}
