package dev.inquest.query.sql;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values in for `${name}`.
public final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private Variables() {}

    /// The text with every variable that is known replaced.
    public static String filledIn(String text, Map<String, String> values) {
        if (values.isEmpty() || !text.contains("${")) {
            return text;
        }
        return VARIABLE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), found.group())));
    }
}
