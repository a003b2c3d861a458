package dev.inquest.collectors.publish;

import dev.inquest.collectors.spool.Worth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// Events that wait in memory, in the order in which they were published: few, because what has to
/// wait longer belongs on disk.
final class Line {

    /// Events that may wait here at once.
    static final int LIMIT = 4096;

    /// And how many bytes of them.
    static final long MAX_BYTES = 4L << 20;

    // Guards all of it: collectors add, the dispatcher and the keeper of the spool take.
    private final Object lock = new Object();
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private final Semaphore arrivals = new Semaphore(0);
    private long bytes;
    private long lastNumber;

    /// @param after the highest number that was given before
    Line(long after) {
        this.lastNumber = after;
    }

    /// What an arrival did to the line.
    ///
    /// @param crowdedOut had to make room: of the least worth, the oldest; it may be the newcomer
    record Arrival(Waiting newcomer, List<Waiting> crowdedOut) {}

    /// Adds what is made with the next number.
    Arrival add(LongFunction<Waiting> made) {
        synchronized (lock) { // numbers go up in the order of the line
            var newcomer = made.apply(++lastNumber);
            waiting.put(newcomer.number(), newcomer);
            bytes += newcomer.event().size();
            var out = new ArrayList<Waiting>();
            while (waiting.size() > LIMIT || bytes > MAX_BYTES) {
                out.add(cheapest());
                removed(out.getLast());
            }
            arrivals.release();
            return new Arrival(newcomer, out);
        }
    }

    private Waiting cheapest() {
        Optional<Waiting> found = Optional.empty();
        for (var one : waiting.values()) {
            if (one.event().worth() == Worth.OTHER) {
                return one;
            }
            if (found.isEmpty() || worth(found.get()).isMoreThan(worth(one))) {
                found = Optional.of(one);
            }
        }
        return found.orElseThrow();
    }

    private static Worth worth(Waiting one) {
        return one.event().worth();
    }

    /// The first of the line, left where they are.
    List<Waiting> first(int limit, long maxBytes) {
        synchronized (lock) { // guards waiting
            var first = new ArrayList<Waiting>();
            var size = 0L;
            for (var one : waiting.values()) {
                if (first.size() == limit || size >= maxBytes) {
                    break;
                }
                first.add(one);
                size += one.event().size();
            }
            return first;
        }
    }

    /// They wait elsewhere now; those that are here no more are passed over.
    void remove(Collection<Waiting> gone) {
        synchronized (lock) { // guards waiting and bytes
            gone.forEach(this::removed);
        }
    }

    private void removed(Waiting one) {
        if (waiting.remove(one.number()) != null) {
            bytes -= one.event().size();
        }
    }

    /// Waits until something came, but not longer than this.
    void await(long millis) throws InterruptedException {
        if (size() == 0) {
            var _ = arrivals.tryAcquire(millis, TimeUnit.MILLISECONDS);
        }
        arrivals.drainPermits();
    }

    int size() {
        synchronized (lock) { // guards waiting
            return waiting.size();
        }
    }
}
