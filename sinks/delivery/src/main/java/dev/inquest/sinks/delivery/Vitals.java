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
    // Read by what runs beside the sink.
    private volatile boolean active;
    private long waiting;
    private long unread;
    private long accepted;
    private long deadLetters;

    Vitals(String sink, boolean paging) {
        this.sink = sink;
        this.paging = paging;
    }

    boolean isActive() {
        return active;
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
        this.active = active;
        this.waiting = waiting;
        this.unread = unread;
        return health(busy || unread > 0, now);
    }

    /// The work is interrupted: what was true stays true, and it is behind from now on.
    SinkHealth interrupted(Instant now) {
        return health(active, now);
    }

    private SinkHealth health(boolean behind, Instant now) {
        if (!behind) {
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
