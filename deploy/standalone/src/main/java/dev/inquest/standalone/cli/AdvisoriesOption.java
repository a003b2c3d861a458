package dev.inquest.standalone.cli;

import dev.inquest.detection.known.Advisories;
import dev.inquest.topology.known.AdvisoriesFile;
import dev.inquest.topology.known.DataFileWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Lets an operator say which kernels are known to be bad.
final class AdvisoriesOption {

    @Option(
            names = "--advisories",
            paramLabel = "FILE",
            description =
                    "Your own advisories.yaml: which kernels are known to be bad. Where detection"
                            + " goes on, a change is picked up within seconds.")
    private @Nullable Path file;

    /// What the file says now; nothing when none is named.
    Advisories read(String command) {
        return file == null ? Advisories.NONE : read(command, file, AdvisoriesFile::read);
    }

    /// Follows the file, if there is one.
    Optional<DataFileWatch<Advisories>> watch(String command) {
        return Optional.ofNullable(file)
                .map(named -> read(command, named, DataFileWatch::ofAdvisories));
    }

    private interface Reading<T> {
        T read(Path file) throws IOException;
    }

    private static <T> T read(String command, Path file, Reading<T> reading) {
        try {
            return reading.read(file);
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s: --advisories: %s cannot be read".formatted(command, file));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("%s: --advisories: %s".formatted(command, e.getMessage()));
        }
    }
}
