package dev.inquest.telemetry.otlp;

import static java.net.http.HttpResponse.BodyHandlers.limiting;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// OTLP as protobuf over HTTP/1.1.
final class HttpOtlp implements Otlp {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final Set<Integer> MAY_BE_SENT_AGAIN = Set.of(429, 502, 503, 504);

    /// Of an answer; more is not read.
    private static final int MAX_ANSWER = 64 << 10;

    private final Endpoint endpoint;
    private final InstantSource clock;
    private final HttpClient client;
    private final Reasons reasons;

    HttpOtlp(Endpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.reasons = new Reasons(endpoint.headers().values());
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(endpoint.timeout())
                        .build();
    }

    @Override
    public Outcome send(ExportLogsServiceRequest request) throws InterruptedException {
        return send(
                "v1/logs",
                request,
                ExportLogsServiceResponse.parser(),
                answer ->
                        new Outcome.Accepted(
                                answer.getPartialSuccess().getRejectedLogRecords(),
                                reasons.shown(answer.getPartialSuccess().getErrorMessage())));
    }

    @Override
    public Outcome send(ExportMetricsServiceRequest request) throws InterruptedException {
        return send(
                "v1/metrics",
                request,
                ExportMetricsServiceResponse.parser(),
                answer ->
                        new Outcome.Accepted(
                                answer.getPartialSuccess().getRejectedDataPoints(),
                                reasons.shown(answer.getPartialSuccess().getErrorMessage())));
    }

    @Override
    public Outcome send(ExportTraceServiceRequest request) throws InterruptedException {
        return send(
                "v1/traces",
                request,
                ExportTraceServiceResponse.parser(),
                answer ->
                        new Outcome.Accepted(
                                answer.getPartialSuccess().getRejectedSpans(),
                                reasons.shown(answer.getPartialSuccess().getErrorMessage())));
    }

    private <A> Outcome send(
            String path, MessageLite request, Parser<A> parser, Function<A, Outcome> read)
            throws InterruptedException {
        var http =
                HttpRequest.newBuilder(endpoint.of(path))
                        .timeout(endpoint.timeout())
                        .header("Content-Type", PROTOBUF);
        endpoint.headers().forEach(http::setHeader);
        http.POST(BodyPublishers.ofByteArray(request.toByteArray()));
        var answer =
                client.sendAsync(http.build(), limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return outcome(
                    answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS), parser, read);
        } catch (ExecutionException e) {
            return new Outcome.Later(reason(e.getCause()), Optional.empty());
        } catch (TimeoutException e) {
            // The client's own time-out ends with the head of an answer; a body may dribble.
            answer.cancel(true);
            return new Outcome.Later("no answer in time", Optional.empty());
        }
    }

    private <A> Outcome outcome(
            HttpResponse<byte[]> response, Parser<A> parser, Function<A, Outcome> read) {
        var status = response.statusCode();
        if (status == 200) {
            try {
                return read.apply(parser.parseFrom(response.body()));
            } catch (InvalidProtocolBufferException e) {
                // It was taken; only what was said about it cannot be read.
                return new Outcome.Accepted(0, "");
            }
        }
        var reason = "HTTP %d%s".formatted(status, message(response.body()));
        return MAY_BE_SENT_AGAIN.contains(status)
                ? new Outcome.Later(reason, retryAfter(response))
                : new Outcome.Refused(reason);
    }

    /// What went wrong, as OTLP has it: a `google.rpc.Status` in the body.
    private String message(byte[] body) {
        try {
            var message = reasons.shown(Status.parseFrom(body).getMessage());
            return message.isEmpty() ? "" : ": " + message;
        } catch (InvalidProtocolBufferException e) {
            return "";
        }
    }

    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.read(value, clock.instant()));
    }

    private String reason(@Nullable Throwable cause) {
        var message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : reasons.shown(message);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
