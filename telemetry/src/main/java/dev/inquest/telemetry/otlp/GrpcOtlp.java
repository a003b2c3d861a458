package dev.inquest.telemetry.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// OTLP over gRPC.
final class GrpcOtlp implements Otlp {

    private static final int MAX_ANSWER = 64 << 10;

    private final Endpoint endpoint;
    private final ManagedChannel channel;
    private final Channel withHeaders;
    private final Reasons reasons;

    GrpcOtlp(Endpoint endpoint) {
        this.endpoint = endpoint;
        var builder =
                NettyChannelBuilder.forAddress(endpoint.url().getHost(), endpoint.port())
                        .maxInboundMessageSize(MAX_ANSWER)
                        .disableRetry();
        this.channel =
                (endpoint.isTls() ? builder.useTransportSecurity() : builder.usePlaintext())
                        .build();
        this.withHeaders = ClientInterceptors.intercept(channel, headers(endpoint));
        this.reasons = new Reasons(endpoint.headers().values());
    }

    private static ClientInterceptor headers(Endpoint endpoint) {
        var metadata = new Metadata();
        endpoint.headers()
                .forEach((name, value) ->
                        metadata.put(
                                Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return MetadataUtils.newAttachHeadersInterceptor(metadata);
    }

    @Override
    public Outcome send(ExportLogsServiceRequest request) throws InterruptedException {
        return outcome(() -> {
            var answer = timed(LogsServiceGrpc.newBlockingStub(withHeaders)).export(request);
            var partial = answer.getPartialSuccess();
            return new Outcome.Accepted(
                    partial.getRejectedLogRecords(), reasons.shown(partial.getErrorMessage()));
        });
    }

    @Override
    public Outcome send(ExportMetricsServiceRequest request) throws InterruptedException {
        return outcome(() -> {
            var answer = timed(MetricsServiceGrpc.newBlockingStub(withHeaders)).export(request);
            var partial = answer.getPartialSuccess();
            return new Outcome.Accepted(
                    partial.getRejectedDataPoints(), reasons.shown(partial.getErrorMessage()));
        });
    }

    @Override
    public Outcome send(ExportTraceServiceRequest request) throws InterruptedException {
        return outcome(() -> {
            var answer = timed(TraceServiceGrpc.newBlockingStub(withHeaders)).export(request);
            var partial = answer.getPartialSuccess();
            return new Outcome.Accepted(
                    partial.getRejectedSpans(), reasons.shown(partial.getErrorMessage()));
        });
    }

    private <S extends AbstractStub<S>> S timed(S stub) {
        return stub.withDeadlineAfter(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Outcome outcome(Supplier<Outcome> call) throws InterruptedException {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return failed(e);
        }
    }

    private Outcome failed(StatusRuntimeException e) {
        var status = e.getStatus();
        var reason = "gRPC " + status.getCode() + said(status);
        var after = retryDelay(e);
        return mayBeSentAgain(status.getCode(), after)
                ? new Outcome.Later(reason, after)
                : new Outcome.Refused(reason);
    }

    /// What the receiver said, or what hinders us, such as a certificate that nobody trusts. gRPC's
    /// own list of handlers behind that says nothing.
    private String said(Status status) {
        var said =
                Objects.requireNonNullElse(status.getDescription(), "")
                        .replaceAll("\nChannel Pipeline: .*", "");
        var cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        var why = reasons.shown(cause == null ? said : said + ": " + cause);
        return why.isEmpty() ? "" : ": " + why;
    }

    /// As OTLP's specification has it: a receiver that is out of resources wants to hear it again
    /// only when it says when.
    private static boolean mayBeSentAgain(Status.Code code, Optional<Duration> after) {
        return switch (code) {
            case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS ->
                    true;
            case RESOURCE_EXHAUSTED -> after.isPresent();
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAUTHENTICATED ->
                    false;
        };
    }

    private static Optional<Duration> retryDelay(StatusRuntimeException e) {
        var status = StatusProto.fromThrowable(e);
        if (status == null) {
            return Optional.empty();
        }
        for (var detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                return delay(detail);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> delay(Any detail) {
        try {
            var delay = detail.unpack(RetryInfo.class).getRetryDelay();
            return Optional.of(
                    PATIENCE.bounded(Duration.ofSeconds(delay.getSeconds(), delay.getNanos())));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
