package dev.inquest.standalone.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Stands in for receive times where nobody kept them: the kernel's own stamps, which here never
/// run backwards, although in logs they do at every boot and between processors.
final class KernelStamps {

    private static final Pattern STAMP =
            Pattern.compile("^(?:<[0-9]{1,3}>)?\\[ {0,8}([0-9]{1,9})\\.([0-9]{6})[\\]]");
    private static final long MICROS = 1_000_000;

    private final Instant from;
    private long passed;
    private long latest;

    /// @param from when the log begins
    KernelStamps(Instant from) {
        this.from = from;
    }

    /// The time of a line of console text.
    Instant ofLine(String line) {
        var stamp = STAMP.matcher(line);
        if (!stamp.find()) {
            return now();
        }
        return ofMicros(Long.parseLong(stamp.group(1)) * MICROS + Long.parseLong(stamp.group(2)));
    }

    /// The time of a line with this stamp.
    Instant ofMicros(long micros) {
        passed += Math.max(micros - latest, 0);
        latest = micros;
        return now();
    }

    private Instant now() {
        return from.plus(passed, ChronoUnit.MICROS);
    }
}
