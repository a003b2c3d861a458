package dev.inquest.telemetry.otlp;

import static java.net.http.HttpResponse.BodySubscribers.limiting;

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
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// OTLP as protobuf over HTTP/1.1.
final class HttpOtlp implements Otlp {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final Set<Integer> MAY_BE_SENT_AGAIN = Set.of(429, 502, 503, 504);

    /// Of an answer; more is not read.
    private static final int MAX_ANSWER = 64 << 10;

    private static final byte[] NOTHING = {};

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
        var head = new AtomicReference<@Nullable ResponseInfo>();
        var answer =
                client.sendAsync(
                        http.build(),
                        info -> {
                            head.set(info);
                            return limiting(BodySubscribers.ofByteArray(), MAX_ANSWER);
                        });
        try {
            var body = answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS).body();
            return outcome(head.get(), "", body, parser, read);
        } catch (ExecutionException e) {
            return outcome(head.get(), reason(e.getCause()), NOTHING, parser, read);
        } catch (TimeoutException e) {
            return outcome(head.get(), "no answer in time", NOTHING, parser, read);
        } finally {
            // The client's own time-out ends with the head of an answer; a body may dribble. And
            // whoever is interrupted must not be heard any more.
            answer.cancel(true);
        }
    }

    /// The head of an answer counts, whatever became of its body.
    ///
    /// @param head null where there was none
    private <A> Outcome outcome(
            @Nullable ResponseInfo head,
            String why,
            byte[] body,
            Parser<A> parser,
            Function<A, Outcome> read) {
        if (head == null) {
            return new Outcome.Later(why, Optional.empty());
        }
        var status = head.statusCode();
        // OTLP says 200, but some receivers have nothing to add and say 204.
        if (status / 100 == 2) {
            try {
                return read.apply(parser.parseFrom(body));
            } catch (InvalidProtocolBufferException e) {
                // It was taken; only what was said about it cannot be read.
                return new Outcome.Accepted(0, "");
            }
        }
        var reason = "HTTP %d%s".formatted(status, message(body));
        return MAY_BE_SENT_AGAIN.contains(status)
                ? new Outcome.Later(reason, retryAfter(head))
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

    private Optional<Duration> retryAfter(ResponseInfo head) {
        return head.headers()
                .firstValue("Retry-After")
                .flatMap(value -> PATIENCE.read(value, clock.instant()));
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
