package dev.inquest.collectors.pull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells how much older than its last line a line of a console is at least, by the kernel's own
/// stamps: all that a fetched console says about time.
final class Stamps {

    private static final Pattern STAMP = Pattern.compile("\\[ {0,8}([0-9]{1,9})\\.([0-9]{6})]");

    private final Optional<Duration> newest;

    Stamps(List<String> lines) {
        this.newest = lines.reversed().stream().flatMap(line -> of(line).stream()).findFirst();
    }

    /// Zero for a line without a stamp.
    Duration age(String line) {
        var stamp = of(line);
        if (stamp.isEmpty() || newest.isEmpty()) {
            return Duration.ZERO;
        }
        var age = newest.get().minus(stamp.get());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Optional<Duration> of(String line) {
        var matcher = STAMP.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofSeconds(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) * 1000));
    }
}
