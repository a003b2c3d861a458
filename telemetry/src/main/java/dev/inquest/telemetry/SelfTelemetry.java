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
    private final ReceiverObserver observer;
    private final Instant began;
    private final Counter dropped;
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private Instant metricsDue;
    private Instant quietUntil;
    private boolean failing;

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
        this.observer = observer;
        this.began = clock.instant();
        this.metricsDue = began;
        this.quietUntil = began;
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
                if (!clock.instant().isBefore(quietUntil)) {
                    round();
                }
            }
            sendSpans();
            sendMetrics();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        sendSpans();
        if (!clock.instant().isBefore(metricsDue)) {
            metricsDue = clock.instant().plus(METRICS_EVERY);
            sendMetrics();
        }
    }

    private void sendMetrics() throws InterruptedException {
        note(receiver.send(MetricsRequest.of(metrics, identity, began, clock.instant())));
    }

    private void sendSpans() throws InterruptedException {
        var batch = new ArrayList<Span>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            var outcome = receiver.send(SpansRequest.of(batch, identity));
            note(outcome);
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

    private void note(Outcome outcome) {
        var why =
                switch (outcome) {
                    case Outcome.Accepted _ -> "";
                    case Outcome.Refused refused -> refused.reason();
                    case Outcome.Later later -> {
                        later.after().ifPresent(after -> quietUntil = clock.instant().plus(after));
                        yield later.reason();
                    }
                };
        if (!why.isEmpty() && !failing) {
            observer.notTaken(why);
        } else if (why.isEmpty() && failing) {
            observer.takenAgain();
        }
        failing = !why.isEmpty();
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
