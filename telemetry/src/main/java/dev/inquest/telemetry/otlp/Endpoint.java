package dev.inquest.telemetry.otlp;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Where an OTLP receiver listens and how it is spoken to.
///
/// @param url its base, such as `http://collector:4318`; over HTTP `/v1/logs` and the like are
///   appended
/// @param headers sent with each request, such as a token; never logged
/// @param timeout of one request
public record Endpoint(URI url, Protocol protocol, Map<String, String> headers, Duration timeout) {

    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    /// How requests travel.
    public enum Protocol {
        /// Protobuf over HTTP/1.1, usually port 4318.
        HTTP,
        /// gRPC, usually port 4317.
        GRPC
    }

    public Endpoint {
        headers = Map.copyOf(headers);
        var scheme = String.valueOf(url.getScheme());
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw new IllegalArgumentException("not an http or https URL with a host");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "the URL may hold no user, query or fragment; tokens belong in headers");
        }
        headers.forEach(Endpoint::requireHeader);
        if (headers.keySet().stream().anyMatch(Endpoint::isOfTheConnection)) {
            throw new IllegalArgumentException(
                    "headers of the connection, such as Host, are not ours to set");
        }
        if (protocol == Protocol.GRPC && !headers.keySet().stream().allMatch(Endpoint::isOfGrpc)) {
            throw new IllegalArgumentException(
                    "gRPC takes names of headers of letters, digits, '.', '-' and '_', not ending in -bin");
        }
    }

    private static void requireHeader(String name, String value) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !value.matches("[\\x20-\\x7e\\t]*")) {
            // Not quoted: it may be a secret.
            throw new IllegalArgumentException(
                    "a header's name or value has characters not allowed");
        }
    }

    private static boolean isOfTheConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isOfGrpc(String name) {
        return name.matches("[A-Za-z0-9._-]+") && !name.toLowerCase(Locale.ROOT).endsWith("-bin");
    }

    boolean isTls() {
        return url.getScheme().equals("https");
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isTls() ? 443 : 80;
    }

    /// The address of one signal over HTTP.
    URI of(String path) {
        var base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    /// Says where, and nothing of the headers, nor of the path: some receivers have a token in it.
    @Override
    public String toString() {
        return "%s://%s (%s)".formatted(url.getScheme(), url.getAuthority(), protocol);
    }
}
