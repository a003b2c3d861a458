package dev.inquest.crash;

import java.util.List;

/// The kernel's own words, cut to what a person reads and a record can carry.
final class Excerpt {
    static final int MOST_LINES = 40;
    private static final int LONGEST_LINE = 512;

    private Excerpt() {}

    static List<String> of(String line) {
        return List.of(cut(line));
    }

    static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .map(Excerpt::cut)
                .toList();
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
