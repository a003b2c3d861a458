package dev.inquest.standalone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who says something to Inquest, and why.
final class PersonOptions {

    private static final int LONGEST = 256;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who says so (default: your user name).")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the others.")
    private String reason = "";

    /// Refuses what nobody could read.
    void check(String command) {
        if (by().isBlank() || by().length() > LONGEST || reason.length() > LONGEST) {
            throw CommandFailed.badInput(
                    "%s: --by, --reason: at most %d characters, and a name"
                            .formatted(command, LONGEST));
        }
    }

    String by() {
        return by == null ? System.getProperty("user.name", "unknown") : by;
    }

    String reason() {
        return reason;
    }
}
