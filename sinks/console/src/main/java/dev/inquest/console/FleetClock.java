package dev.inquest.console;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.wire.Clock;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.Transition;
import dev.inquest.tables.Tail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Tells how late it is where the fleet lives. Where a story's clock stamps the records, that time
/// is heard on the transitions topic; otherwise it is everybody's.
public final class FleetClock implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final AtomicLong heard = new AtomicLong(Long.MIN_VALUE);
    private final TimeSource time;
    private final Tail<Transition> tail;
    private final InstantSource here;
    private final Thread thread;

    private FleetClock(TimeSource time, Tail<Transition> tail, InstantSource here) {
        this.time = time;
        this.tail = tail;
        this.here = here;
        this.thread = Thread.ofVirtual().name("fleet-clock").unstarted(this::listen);
    }

    /// Begins to listen.
    ///
    /// @param tail of the transitions; closed with the clock
    public static FleetClock start(TimeSource time, Tail<Transition> tail, InstantSource here) {
        var clock = new FleetClock(time, tail, here);
        clock.thread.start();
        return clock;
    }

    /// The time detection has reached.
    public Instant now() {
        var latest = heard.get();
        if (time == TimeSource.BROKER || latest == Long.MIN_VALUE) {
            return here.instant();
        }
        return Instant.ofEpochMilli(latest);
    }

    private void listen() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tail.take(POLL).items().forEach(row -> hear(row.value()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(Transition transition) {
        switch (transition.getChange()) {
            case Clock clock -> reached(clock.getAt());
            case NodeChange change -> reached(change.getAt());
            case null, default -> {}
        }
    }

    private void reached(Instant at) {
        heard.accumulateAndGet(at.toEpochMilli(), Math::max);
    }

    @Override
    public void close() {
        thread.interrupt();
        tail.close();
    }
}
