package dev.inquest.telemetry.otlp;

import dev.inquest.telemetry.RetryAfter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Duration;
import java.time.InstantSource;

/// One receiver's three services. Each call sends once and waits for the answer: there is no queue
/// behind it that could drop, so that whoever calls knows what became of it.
public interface Otlp extends AutoCloseable {

    /// How long a receiver may ask to be left alone.
    RetryAfter PATIENCE = new RetryAfter(Duration.ofMinutes(15));

    static Otlp to(Endpoint endpoint) {
        return switch (endpoint.protocol()) {
            case HTTP -> new HttpOtlp(endpoint, InstantSource.system());
            case GRPC -> new GrpcOtlp(endpoint);
        };
    }

    Outcome send(ExportLogsServiceRequest request) throws InterruptedException;

    Outcome send(ExportMetricsServiceRequest request) throws InterruptedException;

    Outcome send(ExportTraceServiceRequest request) throws InterruptedException;

    @Override
    void close();
}
