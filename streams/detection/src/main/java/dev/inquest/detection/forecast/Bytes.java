package dev.inquest.detection.forecast;

import java.util.Locale;

/// Sizes as the kernel's `crashkernel=` writes them, and as people read them.
final class Bytes {

    private static final String UNITS = "KMGT";

    private Bytes() {}

    /// `192M` and the like, in powers of 1024; without a unit, bytes.
    ///
    /// @throws IllegalArgumentException when it is no size
    static long parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        if (!upper.matches("[0-9]{1,12}[KMGT]?")) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 192M");
        }
        var unit = UNITS.indexOf(upper.charAt(upper.length() - 1));
        if (unit < 0) {
            return Long.parseLong(upper);
        }
        return Math.multiplyExact(
                Long.parseLong(upper.substring(0, upper.length() - 1)), 1L << (10 * (unit + 1)));
    }

    /// The largest unit that leaves no fraction worth telling.
    static String say(long bytes) {
        var mebibytes = Math.round(bytes / (double) (1 << 20));
        if (mebibytes < 4096) {
            return mebibytes + " MiB";
        }
        return Math.round(mebibytes / 1024.0) + " GiB";
    }
}
