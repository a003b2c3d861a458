package dev.inquest.collectors.facts;

import java.util.Optional;

/// The kernel command line's parameters, as the kernel splits them.
record CommandLine(String text) {

    /// The last value given to a parameter, without quotes; the last one is the one that counts.
    Optional<String> last(String name) {
        Optional<String> value = Optional.empty();
        for (var parameter : text.split("\\s+", -1)) {
            if (parameter.equals("--")) {
                break;
            }
            if (parameter.startsWith(name + "=")) {
                value = Optional.of(parameter.substring(name.length() + 1).replace("\"", ""));
            }
        }
        return value;
    }
}
