package dev.inquest.telemetry.otlp;

/// Keeps what a receiver said short and on one line, because it is shown and stored.
final class Reasons {

    private static final int LONGEST = 500;

    private Reasons() {}

    static String shown(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
