package dev.inquest.standalone.cli;

import dev.inquest.collectors.consoles.ConsolesFile;
import dev.inquest.collectors.consoles.ConsolesSettings;
import dev.inquest.settings.SettingsRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Makes one list of consoles of what the command line names: a file, a directory, or both.
///
/// @param command how the command is called, as its complaints begin
/// @param option the option that names the file
record ConsoleOptions(
        String command, String option, Optional<Path> file, Optional<Path> directory) {

    /// What is to be collected; empty when nothing is named.
    ///
    /// @param cluster of consoles in the directory that name only their node
    Optional<ConsolesSettings> settings(String cluster) {
        directory.ifPresent(this::require);
        var settings = file.map(this::read);
        if (settings.isPresent()) {
            return directory.map(settings.get()::and).or(() -> settings);
        }
        return directory.map(found -> ConsolesSettings.directory(found, cluster));
    }

    private ConsolesSettings read(Path path) {
        try {
            return ConsolesFile.read(path);
        } catch (SettingsRefused e) {
            throw CommandFailed.badInput(
                    "%s: %s: %s"
                            .formatted(
                                    command,
                                    option,
                                    String.join(System.lineSeparator(), e.problems())));
        }
    }

    private void require(Path path) {
        if (!Files.isDirectory(path)) {
            throw CommandFailed.badInput(
                    "%s: --console-dir: %s is no directory".formatted(command, path));
        }
    }
}
