package dev.inquest.crash;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Stands in for receive time where a finished log has none: the kernel's own stamps, which never
/// run backwards here although they do in the log, across reboots and between processors.
final class LogClock {
    private long highest = 0;
    private long latest = 0;

    /// The time of the next line.
    Instant at(String line) {
        Stamp stamp = Stamp.find(line, 0);
        if (!stamp.isMissing()) {
            long step = stamp.micros() - latest;
            latest = stamp.micros();
            highest += Math.max(step, 0);
        }
        return Instant.EPOCH.plus(highest, ChronoUnit.MICROS);
    }
}
