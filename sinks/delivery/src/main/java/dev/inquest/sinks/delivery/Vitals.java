package dev.inquest.sinks.delivery;

import java.time.Instant;
import java.util.Optional;

/// Keeps what [SinkHealth] says; but for heartbeats, one thread writes it.
final class Vitals {

    private final String sink;
    private final boolean paging;
    private Optional<Instant> behindSince = Optional.empty();
    private Optional<Instant> lastAccepted = Optional.empty();
    private Optional<Instant> lastFailure = Optional.empty();
    private String why = "";
    // Written by the thread that beats.
    private volatile Optional<Instant> lastBeat = Optional.empty();
    private long accepted;
    private long deadLetters;

    Vitals(String sink, boolean paging) {
        this.sink = sink;
        this.paging = paging;
    }

    void accepted(Instant now) {
        accepted++;
        lastAccepted = Optional.of(now);
    }

    void failed(String reason, Instant now) {
        why = reason;
        lastFailure = Optional.of(now);
    }

    void beaten(Instant now) {
        lastBeat = Optional.of(now);
    }

    void deadLetter() {
        deadLetters++;
    }

    /// @param busy whether something is waiting or under way
    SinkHealth health(boolean active, boolean busy, long waiting, long unread, Instant now) {
        if (!busy && unread == 0) {
            behindSince = Optional.empty();
        } else if (behindSince.isEmpty()) {
            behindSince = Optional.of(now);
        }
        return new SinkHealth(
                sink,
                paging,
                active,
                waiting,
                unread,
                behindSince,
                lastAccepted,
                lastFailure,
                why,
                lastBeat,
                accepted,
                deadLetters);
    }
}
