package dev.inquest.query.sql;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values in for `${name}`.
public final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private Variables() {}

    /// The text with every variable that is known replaced.
    ///
    /// @param values by names in lower case: case does not matter in them
    public static String filledIn(String text, Map<String, String> values) {
        if (values.isEmpty() || !text.contains("${")) {
            return text;
        }
        return VARIABLE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(
                                        found.group(1).toLowerCase(Locale.ROOT), found.group())));
    }
}
