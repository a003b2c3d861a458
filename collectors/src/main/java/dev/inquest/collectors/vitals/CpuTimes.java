package dev.inquest.collectors.vitals;

import java.util.Optional;

/// CPU time since boot, of which two readings give the share in use.
///
/// @param busy time spent working, in ticks
/// @param total all time, in ticks
record CpuTimes(long busy, long total) {

    /// Reads the first line of `/proc/stat`; guest time is already part of user time.
    static Optional<CpuTimes> parse(String stat) {
        var end = stat.indexOf('\n');
        var fields = (end < 0 ? stat : stat.substring(0, end)).trim().split("\\s+", 12);
        if (fields.length < 5 || !fields[0].equals("cpu")) {
            return Optional.empty();
        }
        var total = 0L;
        var idle = 0L;
        for (var i = 1; i < Math.min(fields.length, 9); i++) {
            if (!fields[i].matches("[0-9]{1,17}")) {
                return Optional.empty();
            }
            var ticks = Long.parseLong(fields[i]);
            total += ticks;
            idle += i == 4 || i == 5 ? ticks : 0;
        }
        return Optional.of(new CpuTimes(total - idle, total));
    }

    /// The share of CPU time in use since an earlier reading, 0 to 1; 0 when no time has passed.
    float usedSince(CpuTimes earlier) {
        var passed = total - earlier.total;
        if (passed <= 0) {
            return 0;
        }
        return Math.clamp((float) (busy - earlier.busy) / passed, 0, 1);
    }
}
