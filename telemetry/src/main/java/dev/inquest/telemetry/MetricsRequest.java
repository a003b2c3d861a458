package dev.inquest.telemetry;

import dev.inquest.telemetry.Family.Kind;
import dev.inquest.telemetry.Metrics.Reading;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.time.Instant;
import java.util.List;

/// Says the metrics of a moment in OTLP.
public final class MetricsRequest {

    private MetricsRequest() {}

    /// Everything that is registered, as it is now.
    ///
    /// @param began when counting began
    public static ExportMetricsServiceRequest of(
            Metrics metrics, Identity identity, Instant began, Instant now) {
        var scope = ScopeMetrics.newBuilder().setScope(identity.scope());
        metrics.read().stream()
                .filter(reading -> !reading.samples().isEmpty())
                .forEach(reading -> scope.addMetrics(metric(reading, began, now)));
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder()
                                .setResource(identity.resource())
                                .addScopeMetrics(scope))
                .build();
    }

    private static Metric metric(Reading reading, Instant began, Instant now) {
        var family = reading.family();
        var points = reading.samples().stream().map(sample -> point(sample, began, now)).toList();
        var metric =
                Metric.newBuilder()
                        .setName(family.name())
                        .setDescription(family.help())
                        .setUnit(family.unit());
        return (family.kind() == Kind.COUNTER
                        ? metric.setSum(sum(points))
                        : metric.setGauge(gauge(points)))
                .build();
    }

    private static Sum sum(List<NumberDataPoint> points) {
        return Sum.newBuilder()
                .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .setIsMonotonic(true)
                .addAllDataPoints(points)
                .build();
    }

    private static Gauge gauge(List<NumberDataPoint> points) {
        return Gauge.newBuilder().addAllDataPoints(points).build();
    }

    private static NumberDataPoint point(Sample sample, Instant began, Instant now) {
        return NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(Nanos.of(began))
                .setTimeUnixNano(Nanos.of(now))
                .addAllAttributes(Attributes.of(sample.labels()))
                .setAsDouble(sample.value())
                .build();
    }
}
