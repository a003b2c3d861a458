package dev.inquest.collectors.vitals;

import java.util.Optional;
import java.util.regex.Pattern;

/// How much memory there is and how much of it new work could have.
public record Memory(long totalBytes, long availableBytes) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^(MemTotal|MemAvailable|MemFree):\\s{0,32}([0-9]{1,15}) kB\\s*$");

    /// Reads `/proc/meminfo`; kernels without MemAvailable are taken at their MemFree.
    public static Optional<Memory> parse(String meminfo) {
        var total = -1L;
        var available = -1L;
        var free = 0L;
        var lines = LINE.matcher(meminfo);
        while (lines.find()) {
            var bytes = Long.parseLong(lines.group(2)) << 10;
            switch (lines.group(1)) {
                case "MemTotal" -> total = bytes;
                case "MemAvailable" -> available = bytes;
                default -> free = bytes;
            }
        }
        return total < 0
                ? Optional.empty()
                : Optional.of(new Memory(total, available < 0 ? free : available));
    }
}
