package dev.inquest.standalone.cli;

import dev.inquest.collectors.pods.PodLogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which logs of this host's pods are watched for restarts.
final class PodLogOptions {

    @Option(
            names = "--pod-logs",
            paramLabel = "DIR",
            description =
                    "Watch this host's pods for restarts (default: /var/log/pods where it is"
                            + " there).")
    private @Nullable Path directory;

    @Option(
            names = "--pod-namespaces",
            paramLabel = "NAME,…",
            split = ",",
            description =
                    "Namespaces whose pods are watched, * for any letters (default: system"
                            + " namespaces).")
    private List<String> namespaces = PodLogSettings.SYSTEM_NAMESPACES;

    /// Refuses what cannot be.
    void check(String command) {
        if (directory != null && !Files.isDirectory(directory)) {
            throw CommandFailed.badInput(
                    "%s: --pod-logs: %s is no directory".formatted(command, directory));
        }
        try {
            var _ = PodLogSettings.of(PodLogSettings.USUAL_DIRECTORY, namespaces, Path.of(""));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s: --pod-namespaces: %s".formatted(command, e.getMessage()));
        }
    }

    /// What is watched; nothing where nobody asked and the host has no such directory.
    ///
    /// @param state where it is kept how far was read
    Optional<PodLogSettings> settings(Path state) {
        return Optional.ofNullable(directory)
                .or(() -> Optional.of(PodLogSettings.USUAL_DIRECTORY).filter(Files::isDirectory))
                .map(from -> PodLogSettings.of(from, namespaces, state));
    }
}
