package dev.inquest.sinks.plan;

import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.Observers;
import dev.inquest.sinks.delivery.Sink;
import dev.inquest.sinks.delivery.SinkObserver;
import java.time.InstantSource;
import java.util.List;

/// Several sinks at work side by side. They share nothing: one that hangs holds no other up.
public final class RunningSinks implements AutoCloseable {

    private final List<Sink> sinks;
    private final StatusTopic status;

    private RunningSinks(List<Sink> sinks, StatusTopic status) {
        this.sinks = sinks;
        this.status = status;
    }

    /// Starts them all; each comes up by itself.
    public static RunningSinks start(
            List<PlannedSink> planned,
            Findings findings,
            InstantSource clock,
            SinkObserver observer) {
        var status = new StatusTopic(planned, findings, clock);
        var all = new Observers(List.of(status, observer));
        var sinks =
                planned.stream()
                        .map(sink ->
                                Sink.start(
                                        sink.settings(),
                                        sink.receiver().apply(clock),
                                        findings,
                                        clock,
                                        all))
                        .toList();
        return new RunningSinks(sinks, status);
    }

    /// Closes them side by side: each may have something under way.
    @Override
    public void close() {
        var closing =
                sinks.stream()
                        .map(sink -> Thread.ofVirtual().name("close-sink").start(sink::close))
                        .toList();
        try {
            for (var thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        status.close();
    }
}
