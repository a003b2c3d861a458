package dev.inquest.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way in which the kernel opens a report, and the title that such a report gets.
///
/// @param head matches the line that decides; a group named `fn` is the function it names
/// @param also must match another line of the report, when given
/// @param helpers functions that are not to blame here, beside those that never are
/// @param title `{1}` is a group of `head`, `{a1}` one of `also`, `{F}` the function to blame
record Format(
        Pattern head, Optional<Pattern> also, String title, FrameRule rule, FunctionSet helpers) {
    private static final String FUNCTION =
            "(?:\\[<[^>]*>\\] +)?(?<fn>[A-Za-z_.\\$<][^\\s+()]*)(?:\\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?)?";

    /// `{FN}` in the pattern stands for a function as the kernel prints it.
    static Format of(String head, String title, FrameRule rule) {
        return new Format(
                Pattern.compile(head.replace("{FN}", FUNCTION)),
                Optional.empty(),
                title,
                rule,
                FunctionSet.of());
    }

    Format and(String pattern) {
        return new Format(head, Optional.of(Pattern.compile(pattern)), title, rule, helpers);
    }

    /// The same format, with more functions that are not to blame: those that exist to get into
    /// such trouble on behalf of others.
    Format sparing(String... functions) {
        return new Format(head, also, title, rule, FunctionSet.of(functions));
    }

    /// The report's title under this format, if the format fits.
    Optional<Title> title(String headLine, List<String> lines, List<Trace> traces) {
        Matcher matcher = head.matcher(headLine);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String text = fill(title, "{", matcher);
        Optional<String> named = named(matcher);
        if (also.isPresent()) {
            Optional<Matcher> second = search(also.get(), lines);
            if (second.isEmpty()) {
                return Optional.empty();
            }
            text = fill(text, "{a", second.get());
            named = named.or(() -> named(second.get()));
        }
        Optional<String> frame = new Blame(lines, traces, named, helpers).by(rule);
        return Optional.of(Title.of(text, frame));
    }

    private static Optional<Matcher> search(Pattern pattern, List<String> lines) {
        return lines.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
    }

    private static Optional<String> named(Matcher matcher) {
        return matcher.namedGroups().containsKey("fn")
                ? Optional.ofNullable(matcher.group("fn"))
                : Optional.empty();
    }

    private static String fill(String template, String open, Matcher matcher) {
        String text = template;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String hole = open + i + "}";
            if (text.contains(hole)) {
                String value = matcher.group(i);
                text = text.replace(hole, value == null ? "" : value.strip());
            }
        }
        return text;
    }
}
