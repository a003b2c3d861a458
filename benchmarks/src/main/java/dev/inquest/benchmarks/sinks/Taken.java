package dev.inquest.benchmarks.sinks;

import dev.inquest.sinks.delivery.SinkHealth;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a sink's receiver has accepted.
final class Taken implements SinkObserver {

    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void accepted(String sink, Notice notice, Duration took) {
        taken.incrementAndGet();
    }

    @Override
    public void health(SinkHealth health) {
        begun.countDown();
    }

    void awaitBegun() throws InterruptedException {
        if (!begun.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the sink does not begin");
        }
    }

    int count() {
        return taken.get();
    }

    void await(int enough) {
        while (taken.get() < enough) {
            Thread.onSpinWait();
        }
    }
}
