package dev.inquest.standalone.demo;

import dev.inquest.standalone.cli.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// A directory of this run's own: broker data and consoles, which go when it ends, and the report,
/// which stays.
record DemoDirectory(Path root) {

    /// Makes a fresh one, below `parent` or where temporary files belong.
    static DemoDirectory fresh(Optional<Path> parent) {
        try {
            if (parent.isEmpty()) {
                return new DemoDirectory(Files.createTempDirectory("inquest-demo-"));
            }
            Files.createDirectories(parent.get());
            return new DemoDirectory(Files.createTempDirectory(parent.get(), "demo-"));
        } catch (IOException e) {
            throw CommandFailed.unavailable("--data-dir: cannot make a directory: " + e);
        }
    }

    /// Data of the embedded broker.
    Path data() {
        return root.resolve("data");
    }

    /// Stores of detection.
    Path state() {
        return root.resolve("state");
    }

    /// The serial consoles of the simulated nodes.
    Path consoles() {
        return root.resolve("consoles");
    }

    /// Keeps the report.
    ///
    /// @return where it is
    Path keep(String report) {
        var file = root.resolve("report.md");
        try {
            return Files.writeString(file, report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + file, e);
        }
    }

    /// Removes everything but the report; what cannot be removed stays.
    void clean() {
        delete(data());
        delete(state());
        delete(consoles());
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(DemoDirectory.class)
                    .atWarn()
                    .setCause(e)
                    .addKeyValue("directory", directory)
                    .log("what the demonstration left cannot be removed");
        }
    }
}
