package dev.inquest.telemetry.otlp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads the headers of a receiver, such as a token, where OpenTelemetry's own programs find them.
public final class Headers {

    private static final String NAME = "OTEL_EXPORTER_OTLP_HEADERS";

    private Headers() {}

    /// What the environment says: `name=value,…`, values percent-encoded, as OpenTelemetry
    /// specifies. What they say is never repeated.
    ///
    /// @throws IllegalArgumentException when it has another form
    public static Map<String, String> of(Map<String, String> environment) {
        var headers = new HashMap<String, String>();
        for (var pair : environment.getOrDefault(NAME, "").split(",", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                var name = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                headers.put(name, decoded(pair.substring(equals + 1).strip()));
            } else if (!pair.isBlank()) {
                throw unreadable();
            }
        }
        return headers;
    }

    /// A plus is a plus here, not a space.
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                NAME + ": name=value,… expected, with values percent-encoded");
    }
}
