package dev.inquest.collectors.facts;

import java.util.Optional;

/// A file of `NAME=value` lines as a shell would read them, such as os-release and the settings of
/// distributions. Nothing is expanded.
record Assignments(String text) {

    /// The value last given to a variable, without quotes; empty when it is not set.
    Optional<String> last(String name) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> unquoted(line.substring(name.length() + 1).strip()))
                .reduce((_, later) -> later)
                .filter(value -> !value.isEmpty());
    }

    private static String unquoted(String value) {
        if (value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            return value.substring(1, value.length() - 1);
        }
        return value;
    }
}
