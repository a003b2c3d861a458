package dev.inquest.standalone.demo.story;

import java.time.Duration;
import java.util.Locale;

/// Writes the few console lines of orderly ends that no recording was needed for.
final class KernelText {

    private KernelText() {}

    /// One line as a kernel stamps it, so long after its boot.
    static String line(Duration uptime, String text) {
        return String.format(
                Locale.ROOT,
                "[%5d.%06d] %s\r\n",
                uptime.toSeconds(),
                uptime.toNanosPart() / 1000,
                text);
    }
}
