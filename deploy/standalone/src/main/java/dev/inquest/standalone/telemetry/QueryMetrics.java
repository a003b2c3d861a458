package dev.inquest.standalone.telemetry;

import dev.inquest.query.QueryServer.Load;
import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import java.util.List;
import java.util.function.Supplier;

/// The query server in numbers: what runs, what waits to be read, what came too late.
public final class QueryMetrics {

    private QueryMetrics() {}

    public static void register(Metrics metrics, Supplier<Load> load) {
        metrics.gauge(
                "inquest.query.running",
                "Queries that run or wait for their turn.",
                "{query}",
                () -> running(load.get()));
        metrics.gauge(
                "inquest.query.unread",
                "Answers that wait to be read.",
                "By",
                () -> List.of(Sample.of((double) load.get().answersBytes())));
        metrics.counter(
                "inquest.query.late_records",
                "Records that came after the windows of a push query were over.",
                "{record}",
                () -> List.of(Sample.of((double) load.get().lateRecords())));
    }

    private static List<Sample> running(Load load) {
        return List.of(
                Sample.of("kind", "pull", load.pullQueries()),
                Sample.of("kind", "push", load.pushQueries()));
    }
}
