package dev.inquest.schemas;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Where in a trace something happened, as it travels in Kafka headers: W3C's `traceparent`. By it
/// one trace leads from a line on a console to the page that it caused.
///
/// @param trace 32 hex digits, not all zero
/// @param span 16 hex digits, not all zero
/// @param isSampled whether spans of this trace are kept
public record TraceContext(String trace, String span, boolean isSampled) {

    /// The header's name, in Kafka as in HTTP.
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /// The beginning of a new trace.
    public static TraceContext begin(RandomGenerator random) {
        return new TraceContext(digits(random) + digits(random), digits(random), true);
    }

    /// The next step of the same trace.
    public TraceContext next(RandomGenerator random) {
        return new TraceContext(trace, digits(random), isSampled);
    }

    private static String digits(RandomGenerator random) {
        // Never all zero, which would mean "none".
        return HexFormat.of().toHexDigits(random.nextLong() | 1);
    }

    /// What a header says; empty when it is not well-formed.
    public static Optional<TraceContext> read(String header) {
        if (header.length() > 512) {
            return Optional.empty();
        }
        var found = FORM.matcher(header);
        if (!found.matches() || found.group(1).equals(NO_TRACE) || found.group(2).equals(NO_SPAN)) {
            return Optional.empty();
        }
        var flags = HexFormat.fromHexDigits(found.group(3));
        return Optional.of(new TraceContext(found.group(1), found.group(2), (flags & 1) == 1));
    }

    /// What headers say.
    public static Optional<TraceContext> in(Map<String, String> headers) {
        return Optional.ofNullable(headers.get(HEADER)).flatMap(TraceContext::read);
    }

    /// As it is written into a header.
    public String header() {
        return "00-%s-%s-%s".formatted(trace, span, isSampled ? "01" : "00");
    }
}
