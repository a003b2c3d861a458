package dev.inquest.collectors.vitals;

import java.util.regex.Pattern;

/// Pressure stall averages over ten seconds, in percent; -1 where the kernel does not say.
record Pressure(float some, float full) {

    static final Pressure UNKNOWN = new Pressure(-1, -1);

    private static final Pattern LINE =
            Pattern.compile("(?m)^(some|full) avg10=([0-9]{1,3}(?:\\.[0-9]{1,6})?) ");

    /// Reads a file of `/proc/pressure`.
    static Pressure parse(String text) {
        var pressure = UNKNOWN;
        var lines = LINE.matcher(text);
        while (lines.find()) {
            var percent = Float.parseFloat(lines.group(2));
            pressure =
                    lines.group(1).equals("some")
                            ? new Pressure(percent, pressure.full)
                            : new Pressure(pressure.some, percent);
        }
        return pressure;
    }
}
