package dev.inquest.sinks.text;

/// Cuts text to what a receiver takes. Receivers count code points; a text that is one too long
/// costs the whole page.
public final class Cut {

    private Cut() {}

    /// The text, with an ellipsis in the place of what is beyond so many code points.
    public static String to(int most, String text) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// The text on one line.
    public static String line(int most, String text) {
        return to(most, String.join(" ", text.lines().map(String::strip).toList()));
    }
}
