package dev.inquest.sinks.http;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.text.Cut;
import dev.inquest.telemetry.RetryAfter;
import dev.inquest.telemetry.Secret;
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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;

/// Sends requests to one receiver: each ends in time, and what comes back becomes an answer without
/// secrets in it.
///
/// Proxies and trust are those of the JVM. Redirects are not followed: they would carry keys to
/// where nobody said.
public final class Outlet implements AutoCloseable {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    private static final RetryAfter PATIENCE = new RetryAfter(Duration.ofHours(1));
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int LONGEST_WHY = 300;

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

    /// Posts a body to a receiver that has it when it answers 2xx.
    public Answer post(URI to, byte[] body, Map<String, String> headers)
            throws InterruptedException {
        return post(to, body, headers, Outlet::isSuccess);
    }

    /// Posts a body.
    ///
    /// @param says which statuses say that the receiver has it; another success is somebody else's,
    ///   such as the page of a proxy, and it is tried again
    public Answer post(URI to, byte[] body, Map<String, String> headers, IntPredicate says)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(to)
                        .timeout(answeredWithin)
                        .header("User-Agent", "inquest")
                        .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        var taken = new AtomicBoolean();
        var exchange = client.sendAsync(request.build(), info -> body(info, says, taken));
        try {
            return answer(exchange.get(answeredWithin.toMillis(), TimeUnit.MILLISECONDS), says);
        } catch (TimeoutException e) {
            return unfinished(taken, "no answer within %d s".formatted(answeredWithin.toSeconds()));
        } catch (ExecutionException e) {
            return unfinished(taken, "no answer: " + why(e));
        } finally {
            cancel(exchange);
        }
    }

    /// What a success says is of no interest; of anything else, the beginning is kept.
    private static HttpResponse.BodySubscriber<String> body(
            HttpResponse.ResponseInfo info, IntPredicate says, AtomicBoolean taken) {
        taken.set(says.test(info.statusCode()));
        return taken.get() ? BodySubscribers.replacing("") : new Beginning();
    }

    /// Who says yes and never ends the sentence has it all the same: told again, it would have it
    /// twice.
    private static Answer unfinished(AtomicBoolean taken, String why) {
        return taken.get() ? Answer.accepted() : Answer.later(why);
    }

    private static boolean isSuccess(int status) {
        return status >= OK && status < REDIRECTS;
    }

    private static void cancel(CompletableFuture<?> exchange) {
        if (!exchange.isDone()) {
            exchange.cancel(true);
        }
    }

    private Answer answer(HttpResponse<String> response, IntPredicate says) {
        var status = response.statusCode();
        if (says.test(status)) {
            return Answer.accepted();
        }
        if (isSuccess(status)) {
            return Answer.later(status + ", which this receiver never says: check the address");
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
                        .flatMap(text -> PATIENCE.read(text, clock.instant()));
        return new Answer.Later(reason, after);
    }

    /// A wrong name, a closed port and a certificate that nobody trusts are mended in different
    /// places, so the last cause is told, too.
    private String why(ExecutionException e) {
        var first = Objects.requireNonNullElse(e.getCause(), e);
        var words = inWords(first);
        var last = last(first);
        var name = last.getClass().getSimpleName();
        if (!words.contains(Objects.requireNonNullElse(last.getMessage(), name))) {
            words += ": " + inWords(last);
        }
        return Cut.line(LONGEST_WHY, Secret.hide(secrets, words));
    }

    private static Throwable last(Throwable first) {
        var last = first;
        for (var cause = first.getCause(); cause != null; cause = cause.getCause()) {
            last = cause;
        }
        return last;
    }

    private static String inWords(Throwable cause) {
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + " " + cause.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
