package dev.inquest.collectors.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command with placeholders such as `{instance}` in its arguments.
///
/// No shell is involved: an argument stays one argument whatever is put in. What is put in must
/// look like a name, and must not turn an argument into an option.
public record CommandTemplate(List<String> words) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]{0,63})}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/@+=,~-]{1,512}");
    private static final int MOST_WORDS = 100;

    /// Why a command cannot be run for a node.
    public static final class CannotFill extends Exception {
        CannotFill(String why) {
            super(why);
        }
    }

    public CommandTemplate {
        words = List.copyOf(words);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "a program and its arguments, %d words at most".formatted(MOST_WORDS));
        }
        if (PLACEHOLDER.matcher(words.getFirst()).find()) {
            throw new IllegalArgumentException("the program itself must not be a placeholder");
        }
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("no word may hold a zero character");
        }
    }

    /// The names of the placeholders, sorted.
    public List<String> placeholders() {
        var names = new TreeSet<String>();
        for (var word : words) {
            var matcher = PLACEHOLDER.matcher(word);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return List.copyOf(names);
    }

    /// The words with these values in place.
    ///
    /// @throws CannotFill when a value is missing or is no plain name
    public List<String> fill(Map<String, String> values) throws CannotFill {
        var filled = new ArrayList<String>(words.size());
        for (var word : words) {
            filled.add(fill(word, values));
        }
        return filled;
    }

    private static String fill(String word, Map<String, String> values) throws CannotFill {
        var matcher = PLACEHOLDER.matcher(word);
        var filled = new StringBuilder();
        while (matcher.find()) {
            var name = matcher.group(1);
            var value = values.get(name);
            if (value == null) {
                throw new CannotFill("nothing is known for {" + name + "}");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new CannotFill("the value for {" + name + "} is no plain name");
            }
            if (matcher.start() == 0 && value.startsWith("-")) {
                throw new CannotFill("the value for {" + name + "} looks like an option");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
