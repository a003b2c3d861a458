package dev.inquest.standalone.demo.stage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Beats the time of a performance: so many seconds of story in one of the wall clock, or fewer
/// where the machine cannot keep up.
final class Metronome {

    private final ScheduledExecutorService schedule;
    private final LongSupplier nanoTime;

    /// @param nanoTime a clock that never goes back, such as [System#nanoTime]
    Metronome(ScheduledExecutorService schedule, LongSupplier nanoTime) {
        this.schedule = schedule;
        this.nanoTime = nanoTime;
    }

    /// Plays until the story has come so far; the future fails if a step does.
    CompletableFuture<Void> play(Performance performance, Duration until, double speed) {
        var done = new CompletableFuture<Void>();
        var pause = (long) (Performance.STEP.toNanos() / speed);
        next(performance, until, pause, nanoTime.getAsLong(), done);
        return done;
    }

    private void next(
            Performance performance,
            Duration until,
            long pause,
            long due,
            CompletableFuture<Void> done) {
        var wait = Math.max(0, due - nanoTime.getAsLong());
        var _ =
                schedule.schedule(
                        () -> beat(performance, until, pause, due, done),
                        wait,
                        TimeUnit.NANOSECONDS);
    }

    private void beat(
            Performance performance,
            Duration until,
            long pause,
            long due,
            CompletableFuture<Void> done) {
        if (done.isDone() || performance.played().compareTo(until) >= 0) {
            done.complete(null);
            return;
        }
        try {
            performance.step();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.cancel(false);
            return;
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return;
        }
        // Whoever is late does not hurry afterwards: the next beat counts from now.
        next(performance, until, pause, Math.max(due, nanoTime.getAsLong() - pause) + pause, done);
    }
}
