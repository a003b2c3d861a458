package dev.inquest.query.sql;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads what stands after WINDOW.
final class WindowParser {

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "MILLISECOND", Duration.ofMillis(1),
                    "SECOND", Duration.ofSeconds(1),
                    "MINUTE", Duration.ofMinutes(1),
                    "HOUR", Duration.ofHours(1),
                    "DAY", Duration.ofDays(1));

    /// A record falls into so many windows at most.
    private static final int MOST = 1_000;

    private final Cursor cursor;

    WindowParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static boolean isKind(Token token) {
        return token.is("TUMBLING") || token.is("HOPPING") || token.is("SESSION");
    }

    Window window() {
        var kind = cursor.take().upper();
        cursor.expectSign("(");
        var window =
                switch (kind) {
                    case "TUMBLING" -> tumbling();
                    case "HOPPING" -> hopping();
                    default -> session();
                };
        cursor.expectSign(")");
        return window;
    }

    private Window tumbling() {
        cursor.expect("SIZE");
        return new Window.Tumbling(length(), grace());
    }

    private Window hopping() {
        cursor.expect("SIZE");
        var size = length();
        cursor.expectSign(",");
        cursor.expect("ADVANCE");
        cursor.expect("BY");
        var place = cursor.peek();
        var advance = length();
        if (advance.compareTo(size) > 0) {
            throw cursor.fault(place, "expected an advance no longer than the size");
        }
        if (size.compareTo(advance.multipliedBy(MOST)) > 0) {
            throw cursor.fault(
                    place, "expected an advance of at least a thousandth part of the size");
        }
        return new Window.Hopping(size, advance, grace());
    }

    private Window session() {
        return new Window.Session(length(), grace());
    }

    private Optional<Duration> grace() {
        var grace = Optional.<Duration>empty();
        while (cursor.takeIfSign(",")) {
            if (cursor.takeIf("RETENTION")) {
                // Nothing is kept after a window is over, whatever is asked for.
                var _ = duration();
            } else {
                cursor.expect("GRACE");
                cursor.expect("PERIOD");
                grace = Optional.of(duration());
            }
        }
        return grace;
    }

    private Duration length() {
        var place = cursor.peek();
        var length = duration();
        if (length.isZero()) {
            throw cursor.fault(place, "expected a duration longer than nothing");
        }
        return length;
    }

    private Duration duration() {
        var place = cursor.peek();
        var count = cursor.number("a duration such as 5 MINUTES");
        var unit = cursor.take();
        var name = unit.upper();
        var one = UNITS.get(name.endsWith("S") ? name.substring(0, name.length() - 1) : name);
        if (one == null) {
            throw cursor.fault(unit, "expected MILLISECONDS, SECONDS, MINUTES, HOURS or DAYS");
        }
        if (count < 0 || count > Duration.ofDays(3_650).dividedBy(one)) {
            throw cursor.fault(place, "expected a duration of ten years at most");
        }
        return one.multipliedBy(count);
    }
}
