package dev.inquest.sinks.http;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.telemetry.Secret;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to one receiver: each ends in time, and what comes back becomes an answer without
/// secrets in it.
///
/// Proxies and trust are those of the JVM. Redirects are not followed: they would carry keys to
/// where nobody said.
public final class Outlet implements AutoCloseable {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int REDIRECTS = 300;

    private final HttpClient client;
    private final InstantSource clock;
    private final List<Secret> secrets;
    private final Duration answeredWithin;

    /// @param secrets whatever must not come back in a reason
    public Outlet(InstantSource clock, List<Secret> secrets) {
        this(clock, secrets, ANSWERED_WITHIN);
    }

    /// @param answeredWithin how long a request may take in all
    public Outlet(InstantSource clock, List<Secret> secrets, Duration answeredWithin) {
        this.clock = clock;
        this.secrets = List.copyOf(secrets);
        this.answeredWithin = answeredWithin;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECTED_WITHIN)
                        .followRedirects(Redirect.NEVER)
                        .proxy(ProxySelector.getDefault())
                        .build();
    }

    /// The address of a path below another, which may have a path of its own behind a proxy.
    public static URI below(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    /// Posts a body.
    public Answer post(URI to, byte[] body, Map<String, String> headers)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(to)
                        .timeout(answeredWithin)
                        .header("User-Agent", "inquest")
                        .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        var exchange = client.sendAsync(request.build(), Outlet::body);
        try {
            return answer(exchange.get(answeredWithin.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Answer.later("no answer within %d s".formatted(answeredWithin.toSeconds()));
        } catch (ExecutionException e) {
            return Answer.later("no answer: " + why(e));
        } finally {
            cancel(exchange);
        }
    }

    /// What a success says is of no interest; of anything else, the beginning is kept.
    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
        return info.statusCode() / 100 == OK / 100
                ? BodySubscribers.replacing("")
                : new Beginning();
    }

    private static void cancel(CompletableFuture<?> exchange) {
        if (!exchange.isDone()) {
            exchange.cancel(true);
        }
    }

    private Answer answer(HttpResponse<String> response) {
        var status = response.statusCode();
        if (status >= OK && status < REDIRECTS) {
            return Answer.accepted();
        }
        var reason = Secret.hide(secrets, "%d %s".formatted(status, response.body()).strip());
        return switch (status) {
            case 408, 425, 429 -> later(reason, response);
            default -> status >= 500 ? later(reason, response) : new Answer.Refused(reason, status);
        };
    }

    private Answer later(String reason, HttpResponse<?> response) {
        var after =
                response.headers()
                        .firstValue("Retry-After")
                        .flatMap(text -> RetryAfter.parse(text, clock.instant()));
        return new Answer.Later(reason, after);
    }

    private String why(ExecutionException e) {
        var cause = e.getCause();
        return Secret.hide(
                secrets,
                cause instanceof IOException
                        ? cause.getClass().getSimpleName()
                        : String.valueOf(cause));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
