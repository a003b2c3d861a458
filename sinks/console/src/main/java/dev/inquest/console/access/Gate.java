package dev.inquest.console.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands before every page and API of the server, and puts the headers on every answer that keep a
/// browser from doing more with it than to show it.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(bean = Door.class)
final class Gate implements Ordered {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'; require-trusted-types-for 'script'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final Door door;

    Gate(Door door) {
        this.door = door;
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        return door.check(request).map(Gate::turnAway).orElse(null);
    }

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        HEADERS.forEach((name, value) -> set(response, name, value));
        if (response.getHeaders().get(HttpHeaders.CACHE_CONTROL) == null) {
            set(response, HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static MutableHttpResponse<?> turnAway(Door.Refusal refusal) {
        var response =
                HttpResponse.status(refusal.status())
                        .contentType(MediaType.TEXT_PLAIN_TYPE)
                        .body(refusal.reason() + "\n");
        HEADERS.forEach((name, value) -> set(response, name, value));
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            set(response, HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"inquest\"");
        }
        return response;
    }

    /// Answers of other parts may carry one already.
    private static void set(MutableHttpResponse<?> response, String name, String value) {
        response.getHeaders().set(name, value);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
