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
        if (columns(clean) <= columns) {
            return clean;
        }
        var end = 0;
        var used = 1;
        while (end < clean.length()) {
            var c = clean.codePointAt(end);
            used += columns(c);
            if (used > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return clean.substring(0, end) + "…";
    }

    /// How many columns of a terminal a clean text takes: two for each ideograph and emoji, none
    /// for a mark that is drawn over the letter before it.
    public static int columns(String clean) {
        return clean.codePoints().map(Text::columns).sum();
    }

    private static int columns(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F) // Hangul
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) // radicals, kana, ideographs
                || (c >= 0xAC00 && c <= 0xD7A3) // Hangul syllables
                || (c >= 0xF900 && c <= 0xFAFF) // compatibility ideographs
                || (c >= 0xFE30 && c <= 0xFE6F) // compatibility forms
                || (c >= 0xFF00 && c <= 0xFF60) // full width
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF) // emoji
                || (c >= 0x20000 && c <= 0x3FFFD); // further ideographs
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
