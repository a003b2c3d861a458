package dev.inquest.telemetry;

import dev.inquest.telemetry.otlp.Otlp;
import dev.inquest.telemetry.otlp.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Sends the numbers and spans of this process to an OTLP receiver. It may lose spans, never delay
/// what it tells of: what finds no room, or is refused, is counted.
public final class SelfTelemetry implements AutoCloseable {

    /// Spans that wait; further ones are dropped and counted.
    static final int MAX_WAITING = 4_096;

    private static final int BATCH = 512;
    private static final Duration SPANS_EVERY = Duration.ofSeconds(1);
    private static final Duration METRICS_EVERY = Duration.ofSeconds(15);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final Otlp receiver;
    private final Metrics metrics;
    private final Identity identity;
    private final InstantSource clock;
    private final Signal traces;
    private final Signal numbers;
    private final Instant began;
    private final Counter dropped;
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private Instant metricsDue;

    private SelfTelemetry(
            Otlp receiver,
            Metrics metrics,
            Identity identity,
            InstantSource clock,
            ReceiverObserver observer) {
        this.receiver = receiver;
        this.metrics = metrics;
        this.identity = identity;
        this.clock = clock;
        this.traces = new Signal("traces", observer, RandomGenerator.getDefault());
        this.numbers = new Signal("metrics", observer, RandomGenerator.getDefault());
        this.began = clock.instant();
        this.metricsDue = began;
        this.dropped =
                metrics.counter(
                        "inquest.telemetry.spans.dropped",
                        "Spans of this process that no receiver got.",
                        "{span}",
                        "reason");
        this.thread = Thread.ofPlatform().daemon().name("self-telemetry").unstarted(this::run);
    }

    /// Starts sending, to a receiver that it closes in the end.
    public static SelfTelemetry start(
            Otlp receiver,
            Metrics metrics,
            Identity identity,
            InstantSource clock,
            ReceiverObserver observer) {
        var telemetry = new SelfTelemetry(receiver, metrics, identity, clock, observer);
        telemetry.thread.start();
        return telemetry;
    }

    /// Takes a span, if there is room.
    public void add(Span span) {
        if (!waiting.offer(span)) {
            dropped.add("no room", 1);
        }
    }

    private void run() {
        try {
            while (!ending.await(SPANS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
            sendSpans();
            sendMetrics();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        if (traces.maySend(clock.instant())) {
            sendSpans();
        }
        var now = clock.instant();
        if (!now.isBefore(metricsDue) && numbers.maySend(now)) {
            metricsDue = now.plus(METRICS_EVERY);
            sendMetrics();
        }
    }

    private void sendMetrics() throws InterruptedException {
        var request = MetricsRequest.of(metrics, identity, began, clock.instant());
        numbers.note(tried(() -> receiver.send(request)), clock.instant());
    }

    private void sendSpans() throws InterruptedException {
        var batch = new ArrayList<Span>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            var request = SpansRequest.of(batch, identity);
            var outcome = tried(() -> receiver.send(request));
            traces.note(outcome, clock.instant());
            if (!settled(outcome, batch)) {
                return;
            }
            batch.clear();
        }
    }

    /// @return whether to go on at once
    private boolean settled(Outcome outcome, List<Span> batch) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                if (accepted.rejected() > 0) {
                    dropped.add("rejected", accepted.rejected());
                }
                yield true;
            }
            case Outcome.Refused _ -> {
                dropped.add("refused", batch.size());
                yield true;
            }
            case Outcome.Later _ -> {
                batch.forEach(this::add);
                yield false;
            }
        };
    }

    private interface Sending {
        Outcome send() throws InterruptedException;
    }

    /// A fault of ours must not end it all.
    private static Outcome tried(Sending sending) throws InterruptedException {
        try {
            return sending.send();
        } catch (RuntimeException e) {
            return new Outcome.Refused("fault: " + e.getClass().getName());
        }
    }

    /// Sends what waits, within two seconds.
    @Override
    public void close() {
        ending.countDown();
        try {
            if (!thread.join(CLOSED_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        receiver.close();
    }
}
