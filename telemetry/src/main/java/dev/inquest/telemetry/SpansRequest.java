package dev.inquest.telemetry;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;

/// Says spans in OTLP.
final class SpansRequest {

    private SpansRequest() {}

    static ExportTraceServiceRequest of(List<Span> spans, Identity identity) {
        var scope = ScopeSpans.newBuilder().setScope(identity.scope());
        spans.forEach(span -> scope.addSpans(span(span)));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder()
                                .setResource(identity.resource())
                                .addScopeSpans(scope))
                .build();
    }

    private static io.opentelemetry.proto.trace.v1.Span span(Span span) {
        var builder =
                io.opentelemetry.proto.trace.v1.Span.newBuilder()
                        .setTraceId(bytes(span.trace()))
                        .setSpanId(bytes(span.id()))
                        .setName(span.name())
                        .setKind(SpanKind.SPAN_KIND_INTERNAL)
                        .setStartTimeUnixNano(Nanos.of(span.began()))
                        .setEndTimeUnixNano(Nanos.of(span.ended()))
                        .addAllAttributes(Attributes.of(span.attributes()));
        span.parent().ifPresent(parent -> builder.setParentSpanId(bytes(parent)));
        span.trouble()
                .ifPresent(why ->
                        builder.setStatus(
                                Status.newBuilder()
                                        .setCode(StatusCode.STATUS_CODE_ERROR)
                                        .setMessage(why)));
        return builder.build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
