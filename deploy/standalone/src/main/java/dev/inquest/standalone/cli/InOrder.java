package dev.inquest.standalone.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// Works on many things at once and hands the results over in the order of the things, so that the
/// output does not depend on how many processors there were. Results that wait for their turn are
/// bounded.
final class InOrder {

    private static final int AHEAD_PER_JOB = 8;

    private InOrder() {}

    /// @param work must not throw what the caller wants to survive
    static <T, R> void each(List<T> things, int jobs, Function<T, R> work, Consumer<R> out)
            throws InterruptedException {
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            try {
                each(things, jobs * AHEAD_PER_JOB, work, out, workers);
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private static <T, R> void each(
            List<T> things,
            int ahead,
            Function<T, R> work,
            Consumer<R> out,
            ExecutorService workers)
            throws InterruptedException {
        Deque<Future<R>> waiting = new ArrayDeque<>();
        for (var thing : things) {
            if (waiting.size() == ahead) {
                out.accept(result(waiting.removeFirst()));
            }
            waiting.add(workers.submit(() -> work.apply(thing)));
        }
        while (!waiting.isEmpty()) {
            out.accept(result(waiting.removeFirst()));
        }
    }

    private static <R> R result(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
