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
    private boolean isWhyOver;
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

    /// Whether this instance has the findings.
    boolean isActive() {
        return active;
    }

    void active(boolean now) {
        active = now;
    }

    void accepted(Instant now) {
        accepted++;
        lastAccepted = Optional.of(now);
    }

    void failed(String reason, Instant now) {
        why = reason;
        isWhyOver = false;
        lastFailure = Optional.of(now);
    }

    void beaten(Instant now) {
        lastBeat = Optional.of(now);
    }

    void deadLetter() {
        deadLetters++;
    }

    /// How it stands while it works.
    ///
    /// @param busy whether something is waiting, under way or not committed
    SinkHealth health(boolean busy, long waiting, long unread, Instant now) {
        this.waiting = waiting;
        this.unread = unread;
        return health(busy || unread > 0, false, now);
    }

    /// Its work is interrupted: the findings are not ours for now, and it is behind.
    SinkHealth interrupted(Instant now) {
        active = false;
        return health(true, true, now);
    }

    private SinkHealth health(boolean behind, boolean failing, Instant now) {
        if (!behind) {
            behindSince = Optional.empty();
            isWhyOver = true;
        } else if (behindSince.isEmpty()) {
            behindSince = Optional.of(now);
            // What failed before it caught up is not why it is behind again.
            why = isWhyOver ? "" : why;
        }
        return new SinkHealth(
                sink,
                paging,
                active,
                failing,
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
