package dev.inquest.standalone.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Finds the kernel logs among what was named on the command line, and says what cannot be read.
final class LogFiles {

    private static final List<String> OTHER_ENDINGS = List.of(".ts", ".raw", ".jsonl", ".md");
    private static final List<String> LICENCES = List.of("LICENSE", "LICENCE", "NOTICE", "COPYING");

    private LogFiles() {}

    /// @param name base name, or path below the directory that was named
    record Log(String name, Path path) {}

    static List<Log> find(List<Path> paths, Consumer<String> complaints) {
        var logs = new ArrayList<Log>();
        for (var path : paths) {
            if (!Files.exists(path)) {
                complaints.accept("%s does not exist".formatted(path));
            } else if (!Files.isReadable(path)) {
                complaints.accept("%s cannot be read".formatted(path));
            } else if (Files.isDirectory(path)) {
                logs.addAll(below(path, complaints));
            } else {
                logs.add(new Log(String.valueOf(path.getFileName()), path));
            }
        }
        return logs;
    }

    private static List<Log> below(Path directory, Consumer<String> complaints) {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(LogFiles::isLog)
                    .sorted()
                    .map(file -> new Log(nameBelow(directory, file), file))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            complaints.accept("%s cannot be read: %s".formatted(directory, e.getMessage()));
            return List.of();
        }
    }

    /// Always with slashes, whatever the system's separator.
    private static String nameBelow(Path directory, Path file) {
        var parts = new ArrayList<String>();
        directory.relativize(file).forEach(part -> parts.add(part.toString()));
        return parts.stream().collect(Collectors.joining("/"));
    }

    private static boolean isLog(Path file) {
        var name = String.valueOf(file.getFileName());
        var lower = name.toLowerCase(Locale.ROOT);
        return OTHER_ENDINGS.stream().noneMatch(lower::endsWith)
                && LICENCES.stream().noneMatch(name.toUpperCase(Locale.ROOT)::startsWith);
    }
}
