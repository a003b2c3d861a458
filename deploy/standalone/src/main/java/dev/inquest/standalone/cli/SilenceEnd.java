package dev.inquest.standalone.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads how long a silence lasts, as people write it.
final class SilenceEnd {

    private static final Pattern LASTING = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private SilenceEnd() {}

    /// Such as 90m.
    static Duration lasting(String text) {
        var match = LASTING.matcher(text);
        if (!match.matches()) {
            throw CommandFailed.badInput(
                    "inquest silence: --for: such as 90m, 2h or 3d, not '%s'".formatted(text));
        }
        var unit =
                switch (match.group(2)) {
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        return Duration.of(Long.parseLong(match.group(1)), unit);
    }

    /// Such as 2026-01-31T08:00:00Z, or with an offset.
    static Instant at(@Nullable String text) {
        try {
            return OffsetDateTime.parse(String.valueOf(text)).toInstant();
        } catch (DateTimeException e) {
            throw CommandFailed.badInput(
                    "inquest silence: --until: such as 2026-01-31T08:00:00Z, not '%s'"
                            .formatted(text));
        }
    }
}
