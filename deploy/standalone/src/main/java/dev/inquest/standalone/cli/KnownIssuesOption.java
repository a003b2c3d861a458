package dev.inquest.standalone.cli;

import dev.inquest.detection.known.KnownIssues;
import dev.inquest.topology.known.DataFileWatch;
import dev.inquest.topology.known.KnownIssuesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lets an operator add to the links and panics that detection knows, replace them and take them
/// away.
final class KnownIssuesOption {

    @Option(
            names = "--known-issues",
            paramLabel = "FILE",
            description =
                    "Known issues of your own (YAML), laid over the built-in ones by id; a change is"
                            + " picked up within seconds.")
    private @Nullable Path file;

    /// What the file says now, over what is built in.
    KnownIssues read(String command) {
        return watch(command)
                .map(watch -> {
                    try (watch) {
                        return watch.get();
                    }
                })
                .orElseGet(KnownIssuesFile::builtIn);
    }

    /// Follows the file, if there is one.
    Optional<DataFileWatch<KnownIssues>> watch(String command) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DataFileWatch.ofKnownIssues(file));
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --known-issues: %s cannot be read".formatted(command, file));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s: --known-issues: %s".formatted(command, e.getMessage()));
        }
    }
}
