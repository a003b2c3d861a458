package dev.inquest.sinks.plan;

import dev.inquest.sinks.delivery.Findings;
import dev.inquest.sinks.delivery.Observers;
import dev.inquest.sinks.delivery.Sink;
import dev.inquest.sinks.delivery.SinkObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Several sinks at work side by side. They share nothing: one that hangs holds no other up.
public final class RunningSinks implements AutoCloseable {

    private final List<AutoCloseable> sinks;
    private final StatusTopic status;

    private RunningSinks(List<AutoCloseable> sinks, StatusTopic status) {
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
        var sinks = new ArrayList<AutoCloseable>();
        for (var sink : planned) {
            var receiver = sink.receiver().apply(clock);
            var running = Sink.start(sink.settings(), receiver, findings, clock, all);
            sinks.add(running);
            sink.beside()
                    .filter(_ -> sink.settings().page())
                    .ifPresent(
                            beside -> sinks.add(beside.start(findings, clock, running::isActive)));
        }
        return new RunningSinks(sinks, status);
    }

    /// Closes them side by side: each may have something under way.
    @Override
    public void close() {
        var closing =
                sinks.stream()
                        .map(sink -> Thread.ofVirtual().name("close-sink").start(() -> close(sink)))
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

    private static void close(AutoCloseable sink) {
        try {
            sink.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(RunningSinks.class)
                    .atWarn()
                    .setCause(e)
                    .log("a sink did not close cleanly");
        }
    }
}
