package dev.inquest.console.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides about each request, whatever it asks for: registry, query API and console alike.
public final class Door {

    static final String COOKIE = "inquest_session";

    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Access access;
    private final Optional<Sessions> sessions;

    /// Why a request is turned away.
    record Refusal(HttpStatus status, String reason) {}

    public Door(Access access, InstantSource clock) {
        this.access = access;
        this.sessions =
                access instanceof Access.Token token
                        ? Optional.of(new Sessions(token, clock, new SecureRandom()))
                        : Optional.empty();
    }

    Optional<Sessions> sessions() {
        return sessions;
    }

    Optional<Refusal> check(HttpRequest<?> request) {
        if (isCrossSite(request)) {
            return refuse(HttpStatus.FORBIDDEN, "asked by the page of another site");
        }
        return switch (access) {
            case Access.Loopback _ -> checkHost(request);
            case Access.Token token -> checkToken(request, token);
        };
    }

    /// A name that somebody's DNS points at this host is not one of ours: the browser takes that
    /// page for the same origin, the header gives it away.
    private static Optional<Refusal> checkHost(HttpRequest<?> request) {
        var host = request.getHeaders().get(HttpHeaders.HOST);
        if (host != null && LOOPBACK_NAMES.contains(withoutPort(host))) {
            return Optional.empty();
        }
        return refuse(
                HttpStatus.FORBIDDEN,
                "the Host header must be 127.0.0.1, localhost or [::1] while this server listens"
                        + " on loopback");
    }

    private Optional<Refusal> checkToken(HttpRequest<?> request, Access.Token token) {
        if (Assets.isOpenToAll(request.getPath())
                || bearer(request).filter(token::matches).isPresent()
                || cookie(request).filter(this::isOpen).isPresent()) {
            return Optional.empty();
        }
        return refuse(HttpStatus.UNAUTHORIZED, "log in with the token");
    }

    private boolean isOpen(String session) {
        return sessions.filter(all -> all.isOpen(session)).isPresent();
    }

    private static Optional<String> cookie(HttpRequest<?> request) {
        return request.getCookies().findCookie(COOKIE).map(cookie -> cookie.getValue());
    }

    /// `Bearer TOKEN`, or `Basic` with the token as password, for clients that know only that.
    private static Optional<String> bearer(HttpRequest<?> request) {
        var header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        var parts = header.split(" ", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1].strip());
            case "basic" -> password(parts[1].strip());
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            var plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            var colon = plain.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Browsers say where a request comes from; other clients do not and are no danger here. A GET
    /// counts like the rest, because it can start a query. Only the console's page itself may be
    /// reached by a link from elsewhere, such as a pager's.
    private static boolean isCrossSite(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var site = headers.get("Sec-Fetch-Site");
        if (site != null && !OURS.contains(site)) {
            return !isLinkToTheConsole(request);
        }
        var origin = headers.get(HttpHeaders.ORIGIN);
        var host = headers.get(HttpHeaders.HOST);
        return origin != null
                && !origin.equals("http://" + host)
                && !origin.equals("https://" + host);
    }

    private static boolean isLinkToTheConsole(HttpRequest<?> request) {
        return request.getMethodName().equals("GET")
                && request.getPath().equals("/")
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
                && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"));
    }

    private static String withoutPort(String host) {
        var colon = host.lastIndexOf(':');
        var isPort = colon > host.lastIndexOf(']');
        return (isPort ? host.substring(0, Math.max(0, colon)) : host).toLowerCase(Locale.ROOT);
    }

    private static Optional<Refusal> refuse(HttpStatus status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
