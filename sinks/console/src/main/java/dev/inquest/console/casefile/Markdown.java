package dev.inquest.console.casefile;

import java.util.List;

/// Writes Markdown in which text from machines stays text, whatever is in it.
final class Markdown {

    private static final String SPECIAL = "\\`*_{}[]<>#|~!&";
    private static final int SHORTEST_FENCE = 3;

    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append("#".repeat(level)).append(' ').append(inline(title)).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        if (!words.isBlank()) {
            text.append(inline(words)).append("\n\n");
        }
        return this;
    }

    /// A line that is Markdown already.
    Markdown line(String markdown) {
        text.append(markdown).append('\n');
        return this;
    }

    Markdown row(List<String> cells) {
        text.append("| ");
        text.append(String.join(" | ", cells.stream().map(Markdown::inline).toList()));
        text.append(" |\n");
        return this;
    }

    Markdown table(List<String> heads) {
        row(heads);
        text.append("|").append("---|".repeat(heads.size())).append('\n');
        return this;
    }

    /// A block of code whose fence is longer than any in the lines.
    Markdown code(String language, List<String> lines) {
        var longest = lines.stream().mapToInt(Markdown::backticks).max().orElse(0);
        var fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        text.append(fence).append(language).append('\n');
        lines.forEach(line -> text.append(visible(line)).append('\n'));
        text.append(fence).append("\n\n");
        return this;
    }

    /// Words in which nothing has a meaning for Markdown or HTML, in one line.
    static String inline(String words) {
        var escaped = new StringBuilder(words.length() + 8);
        visible(words)
                .chars()
                .forEach(c -> {
                    if (SPECIAL.indexOf(c) >= 0) {
                        escaped.append('\\');
                    }
                    escaped.append((char) c);
                });
        return escaped.toString();
    }

    private static String visible(String words) {
        return words.replaceAll("\\p{Cntrl}", " ");
    }

    private static int backticks(String line) {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
