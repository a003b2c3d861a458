package dev.inquest.collectors.owners;

import java.util.List;

/// A process that may own links.
///
/// @param name as the kernel keeps it, at most 15 characters
/// @param arguments its command line; empty where it could not be read
record RunningProcess(String name, List<String> arguments) {

    /// The value of `--name=value` or `--name value`, the last one if there are many, else nothing.
    String option(String name) {
        var value = "";
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith(name + "=")) {
                value = argument.substring(name.length() + 1);
            } else if (argument.equals(name) && i + 1 < arguments.size()) {
                value = arguments.get(i + 1);
            }
        }
        return value;
    }
}
