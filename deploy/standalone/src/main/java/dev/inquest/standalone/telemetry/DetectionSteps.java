package dev.inquest.standalone.telemetry;

import dev.inquest.telemetry.SelfReport;
import dev.inquest.telemetry.Span;
import dev.inquest.topology.trace.PipelineTrace;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Keeps the steps of detection as spans.
public final class DetectionSteps {

    private DetectionSteps() {}

    /// How detection is to trace; where nobody keeps spans, traces only pass through.
    public static PipelineTrace of(SelfReport report, InstantSource clock) {
        return report.keepsSpans()
                ? new PipelineTrace(
                        new Random(), clock, Optional.of(step -> report.add(span(step))))
                : PipelineTrace.THROUGH;
    }

    private static Span span(PipelineTrace.Step step) {
        return new Span(
                step.name(),
                step.own().trace(),
                step.own().span(),
                step.parent(),
                step.began(),
                step.ended(),
                Map.of("messaging.kafka.message.key", step.key()),
                Optional.empty());
    }
}
