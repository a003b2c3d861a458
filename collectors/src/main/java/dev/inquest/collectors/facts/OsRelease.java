package dev.inquest.collectors.facts;

import java.util.Optional;

/// The distribution by its os-release file.
record OsRelease(String text) {

    /// The value of a variable, without quotes; empty when it is not set.
    Optional<String> value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> unquoted(line.substring(name.length() + 1).strip()))
                .filter(value -> !value.isEmpty())
                .findFirst();
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
