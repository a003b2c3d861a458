package dev.inquest.collectors.rounds;

import dev.inquest.collectors.observe.CollectorObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Repeats one task on a virtual thread of its own until it is closed, so that each collector's
/// thread has a name and an end.
///
/// A round that throws is reported, and the next one comes as usual. Rounds never overlap.
public final class Rounds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final String name;
    private final Thread thread;

    private Rounds(String name, Duration interval, Runnable round, CollectorObserver observer) {
        this.name = name;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(interval, round, observer));
    }

    /// Begins with a first round at once.
    public static Rounds every(
            Duration interval, String name, Runnable round, CollectorObserver observer) {
        var rounds = new Rounds(name, interval, round, observer);
        rounds.thread.start();
        return rounds;
    }

    private void run(Duration interval, Runnable round, CollectorObserver observer) {
        do {
            try {
                round.run();
            } catch (RuntimeException e) {
                observer.roundFailed(name, e);
            }
        } while (!closedWithin(interval));
    }

    private boolean closedWithin(Duration interval) {
        try {
            return closed.await(interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Ends after the round under way; one that takes longer than a second is interrupted.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
