package dev.inquest.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes hostile console text harmless: no control characters, no terminal escapes, bounded length.
final class CleanText {
    static final int LONGEST_LINE = 8192;
    private static final int MOST_PARTS = 32;
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]{0,16}[A-Za-z]");

    private CleanText() {}

    /// The parts of a line between carriage returns; progress displays overwrite one line many
    /// times.
    static List<String> parts(String raw) {
        String text = withoutLineEnd(raw);
        if (!hasControl(text)) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.split("[\r\n]+", MOST_PARTS)) {
            if (!part.isEmpty()) {
                parts.add(withoutControl(part));
            }
        }
        return parts;
    }

    private static String withoutLineEnd(String raw) {
        int end = Math.min(raw.length(), LONGEST_LINE);
        while (end > 0 && raw.charAt(end - 1) == '\r') {
            end--;
        }
        return raw.substring(0, end);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String withoutControl(String part) {
        String text = part.indexOf('\u001b') < 0 ? part : ESCAPE.matcher(part).replaceAll("");
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                clean.append(' ');
            } else if (!isControl(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\u2028' || c == '\u2029';
    }
}
