package dev.inquest.query.run;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a few pull queries compute at once, in the order in which they came, and a bounded number
/// wait. Who comes when all places are taken is sent away at once.
final class Turns {

    private final Semaphore running;
    private final int waitingAtMost;
    private final AtomicInteger waiting = new AtomicInteger();

    Turns(int running, int waiting) {
        this.running = new Semaphore(running, true);
        this.waitingAtMost = waiting;
    }

    /// Waits for a turn, which the caller must give back with [#end()].
    void begin(Duration patience) throws InterruptedException {
        // Without a time, it would go before those who wait.
        if (running.tryAcquire(0, TimeUnit.MILLISECONDS)) {
            return;
        }
        if (waiting.incrementAndGet() > waitingAtMost) {
            waiting.decrementAndGet();
            throw KsqlError.of(Code.SATURATED, "too many pull queries at once; try again");
        }
        try {
            if (!running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw KsqlError.of(
                        Code.SATURATED,
                        "the pull query had no turn within "
                                + patience.toMillis()
                                + " ms; try again");
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    boolean queued() {
        return running.hasQueuedThreads();
    }

    int waiting() {
        return waiting.get();
    }

    void end() {
        running.release();
    }
}
