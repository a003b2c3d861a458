package dev.inquest.collectors.cluster.intent;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A name in which `*` stands for any characters.
record Glob(String text, Pattern pattern) {

    static Glob of(String text) {
        var quoted =
                Stream.of(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return new Glob(text, Pattern.compile(quoted, Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    boolean isPlain() {
        return text.indexOf('*') < 0;
    }
}
