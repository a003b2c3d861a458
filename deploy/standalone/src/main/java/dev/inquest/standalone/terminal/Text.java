package dev.inquest.standalone.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes text of others fit to be shown: no control characters, no more columns than there are.
public final class Text {

    private static final Pattern SPACES = Pattern.compile(" +");

    private Text() {}

    /// The text with every control and direction character shown as a dot, so that it can neither
    /// steer the terminal nor pretend to be another text.
    public static String clean(String text) {
        if (text.codePoints().noneMatch(Text::isHostile)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isHostile(c) ? '.' : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// The clean text, cut to so many columns with an ellipsis.
    public static String fit(String text, int columns) {
        var clean = clean(text);
        if (clean.codePointCount(0, clean.length()) <= columns) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
    }

    /// The clean text broken at spaces into lines of at most so many columns.
    public static List<String> wrap(String text, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : SPACES.splitAsStream(clean(text.replace('\n', ' '))).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean isHostile(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
