package dev.inquest.standalone.telemetry;

import dev.inquest.schemas.TraceContext;
import dev.inquest.sinks.delivery.SinkHealth;
import dev.inquest.sinks.delivery.SinkObserver;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.telemetry.Metrics;
import dev.inquest.telemetry.Sample;
import dev.inquest.telemetry.SelfReport;
import dev.inquest.telemetry.Span;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// Tells how each sink stands, and where a trace ends: where the receiver took the finding.
public final class MeteredSinks implements SinkObserver {

    private final SelfReport report;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, SinkHealth> health = new ConcurrentHashMap<>();

    /// @param random thread-safe: sinks work side by side
    public MeteredSinks(SelfReport report, InstantSource clock, RandomGenerator random) {
        this.report = report;
        this.clock = clock;
        this.random = random;
        counter("accepted", "Notices that the receiver took.", SinkHealth::accepted);
        counter("dead_letters", "Notices that were given up.", SinkHealth::deadLetters);
        gauge("waiting", "Notices read and not yet told.", SinkHealth::waiting);
        gauge("unread", "Records of the topic not yet read.", SinkHealth::unread);
        gauge("behind", "1 while there is always something waiting.", MeteredSinks::behind);
        gauge("paging", "1 where it may wake somebody.", sink -> sink.paging() ? 1 : 0);
    }

    private static double behind(SinkHealth sink) {
        return sink.isBehind() ? 1 : 0;
    }

    private void gauge(String what, String help, ToDoubleFunction<SinkHealth> value) {
        metrics().gauge("inquest.sink." + what, help, "", () -> samples(value));
    }

    private void counter(String what, String help, ToDoubleFunction<SinkHealth> value) {
        metrics().counter("inquest.sink." + what, help, "", () -> samples(value));
    }

    private Metrics metrics() {
        return report.metrics();
    }

    private List<Sample> samples(ToDoubleFunction<SinkHealth> value) {
        return health.values().stream()
                .map(sink -> Sample.of("sink", sink.sink(), value.applyAsDouble(sink)))
                .toList();
    }

    @Override
    public void health(SinkHealth now) {
        health.put(now.sink(), now);
    }

    @Override
    public void accepted(String sink, Notice notice, Duration took) {
        if (report.keepsSpans()) {
            TraceContext.in(notice.headers()).ifPresent(cause -> tell(sink, notice, took, cause));
        }
    }

    private void tell(String sink, Notice notice, Duration took, TraceContext cause) {
        var own = cause.next(random);
        var now = clock.instant();
        report.add(
                new Span(
                        "inquest tell",
                        own.trace(),
                        own.span(),
                        Optional.of(cause.span()),
                        now.minus(took),
                        now,
                        Map.of(
                                "inquest.sink", sink,
                                "inquest.finding.id", notice.finding().getId(),
                                "inquest.finding.change", notice.change().name()),
                        Optional.empty()));
    }
}
