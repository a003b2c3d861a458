package dev.inquest.collectors.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Knows up to which place of a source everything was delivered, so that a restart neither repeats
/// nor loses: a reader may be far ahead of what Kafka has accepted.
///
/// A failed delivery counts as done: the publisher has given it up and said so.
public final class Deliveries {

    /// Deliveries under way before the reader has to wait.
    public static final int LIMIT = 10_000;

    private record Pending(long place, CompletableFuture<Void> delivery) {}

    // Guards pending and reached: the reader adds, and whoever saves the place asks.
    private final Object lock = new Object();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long reached;

    public Deliveries(long start) {
        this.reached = start;
    }

    /// An event is under way.
    ///
    /// @param place from where to read again should it not arrive
    public void add(long place, CompletableFuture<Void> delivery) {
        CompletableFuture<Void> oldest;
        synchronized (lock) { // guards pending
            pending.addLast(new Pending(place, delivery));
            if (pending.size() <= LIMIT) {
                return;
            }
            oldest = pending.getFirst().delivery();
        }
        settled(oldest);
        delivered();
    }

    /// Everything before this place has been read, and its events were added.
    public void reached(long place) {
        synchronized (lock) { // guards reached
            reached = place;
        }
    }

    /// From where to read after a restart: nothing before it is still under way.
    public long delivered() {
        synchronized (lock) { // guards pending and reached
            while (!pending.isEmpty() && pending.getFirst().delivery().isDone()) {
                pending.removeFirst();
            }
            return pending.isEmpty() ? reached : pending.getFirst().place();
        }
    }

    private static void settled(CompletableFuture<Void> delivery) {
        try {
            delivery.join();
        } catch (CompletionException | CancellationException e) {
            // Given up: that is settled, too.
        }
    }
}
