package dev.inquest.standalone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that every command has: for whom it prints.
final class OutputOption {

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "Print for people (text) or for programs (json).")
    private @Nullable OutputFormat format;

    boolean isJson() {
        return isJson(false);
    }

    /// Whether to print JSON, with a say in what happens when nobody asked.
    boolean isJson(boolean unasked) {
        return format == null ? unasked : format == OutputFormat.json;
    }
}
