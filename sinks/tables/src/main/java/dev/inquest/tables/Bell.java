package dev.inquest.tables;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Wakes a reader when something was put down for it.
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean silent;

    /// Puts something down and wakes the reader.
    void ring(Runnable put) {
        lock.lock();
        try {
            put.run();
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something, for so long at most, and takes it.
    <T> T await(Duration patience, BooleanSupplier something, Supplier<T> take)
            throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (!silent && left > 0 && !something.getAsBoolean()) {
                left = rung.awaitNanos(left);
            }
            return take.get();
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody wait any longer.
    void silence() {
        lock.lock();
        try {
            silent = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
