package dev.inquest.collectors.observe;

import dev.inquest.schemas.TraceContext;
import dev.inquest.telemetry.Counter;
import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import dev.inquest.telemetry.SelfReport;
import dev.inquest.telemetry.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what collectors do, and tells where a trace begins: where a line was seen.
public final class MeteredCollectors implements CollectorObserver {

    private final SelfReport report;
    private final InstantSource clock;
    private final Counter published;
    private final Counter lost;
    private final Counter overwritten;
    private final Counter spooled;
    private final Set<String> blind = ConcurrentHashMap.newKeySet();

    public MeteredCollectors(SelfReport report, InstantSource clock) {
        this.report = report;
        this.clock = clock;
        var metrics = report.metrics();
        this.published = events(metrics, "published", "Events that Kafka took.");
        this.lost = events(metrics, "lost", "Events that never reached Kafka.");
        this.spooled = events(metrics, "spool.dropped", "Events that the spool had no room for.");
        this.overwritten =
                metrics.counter(
                        "inquest.collector.records.overwritten",
                        "Records of a source that were gone before they could be read.",
                        "{record}",
                        "source");
        metrics.gauge(
                "inquest.collector.blind",
                "Sources that cannot be read.",
                "{source}",
                () -> blind.stream().map(source -> Sample.of("source", source, 1)).toList());
    }

    private static Counter events(Metrics metrics, String what, String help) {
        return metrics.counter("inquest.collector.events." + what, help, "{event}", "topic");
    }

    @Override
    public void published(String topic, String key, Instant at, TraceContext trace) {
        published.add(topic, 1);
        if (report.keepsSpans()) {
            var now = clock.instant();
            report.add(
                    new Span(
                            "inquest collect",
                            trace.trace(),
                            trace.span(),
                            Optional.empty(),
                            at.isAfter(now) ? now : at,
                            now,
                            Map.of(
                                    "messaging.system", "kafka",
                                    "messaging.destination.name", topic,
                                    "messaging.kafka.message.key", key),
                            Optional.empty()));
        }
    }

    @Override
    public void publishFailed(String topic, String why) {
        lost.add(topic, 1);
    }

    @Override
    public void spoolDropped(String topic, long events) {
        spooled.add(topic, events);
    }

    @Override
    public void gap(String source, long records) {
        overwritten.add(source, records);
    }

    @Override
    public void blind(String source, String why) {
        blind.add(source);
    }

    @Override
    public void seeing(String source) {
        blind.remove(source);
    }
}
