package dev.inquest.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A report's title: equal for the same bug on different machines, because everything that differs
/// from run to run is taken out of it.
record Title(String text, Optional<String> frame) {
    private static final int LONGEST = 120;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<![A-Za-z0-9_])(?:0x[0-9a-f]+|(?=[a-f]*[0-9])[0-9a-f]{8,})(?![A-Za-z0-9_])");
    private static final Pattern IP =
            Pattern.compile("(?<![A-Za-z0-9.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![0-9])");
    private static final Pattern SOURCE_LINE = Pattern.compile("(\\.[chSs]|\\.rs)(?::\\d+){1,3}");
    private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-f]+/0x[0-9a-f]+");
    private static final Pattern CPU = Pattern.compile("CPU#?\\d+");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_])\\d+(?![A-Za-z0-9_])");

    /// Long numbers are nobody's name, even where they follow letters.
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5,}");

    /// The title blames two functions: the one that was wrong, and the one that noticed.
    private static final Pattern PAIR = Pattern.compile("\\{F\\}(/\\w+)$");

    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern NO_FRAME = Pattern.compile(" in \\{F\\}(?:/\\S+)?");

    static Title of(String template, Optional<String> frame) {
        String text = normal(template);
        if (frame.isPresent()) {
            String plain = cut(text.replace("{F}", frame.get()));
            Matcher pair = PAIR.matcher(text);
            return new Title(plain, pair.find() ? frame.map(f -> f + pair.group(1)) : frame);
        }
        return new Title(cut(NO_FRAME.matcher(text).replaceAll("")), frame);
    }

    /// Names every number by what it stands for.
    private static String normal(String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return spaced(text);
        }
        String plain = OFFSET.matcher(text).replaceAll("");
        plain = SOURCE_LINE.matcher(plain).replaceAll("$1:LINE");
        plain = IP.matcher(plain).replaceAll("IP");
        plain = ADDRESS.matcher(plain).replaceAll("ADDR");
        plain = CPU.matcher(plain).replaceAll("CPU");
        plain = NUMBER.matcher(plain).replaceAll("NUM");
        plain = LONG_NUMBER.matcher(plain).replaceAll("NUM");
        return spaced(plain);
    }

    private static String spaced(String text) {
        return text.contains("  ") ? SPACES.matcher(text).replaceAll(" ").strip() : text.strip();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
