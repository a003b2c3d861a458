package dev.inquest.telemetry.otlp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Reads the header by which a server says how long it wants to be left alone: seconds, or a date.
final class RetryAfter {

    /// Nobody is waited for any longer, whatever the header says.
    static final Duration LONGEST = Duration.ofMinutes(15);

    private RetryAfter() {}

    static Optional<Duration> read(String value, Instant now) {
        var text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(bounded(Duration.between(now, until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
