package dev.inquest.standalone.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Finds the kernel logs among what was named on the command line.
final class LogFiles {

    private static final List<String> OTHER_ENDINGS = List.of(".ts", ".raw", ".jsonl", ".md");
    private static final List<String> LICENCES = List.of("LICENSE", "LICENCE", "NOTICE", "COPYING");

    private LogFiles() {}

    /// @param name base name, or path below the directory that was named
    record Log(String name, Path path) {}

    static List<Log> find(List<Path> paths) {
        paths.forEach(LogFiles::require);
        var logs = new ArrayList<Log>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                logs.addAll(below(path));
            } else {
                logs.add(new Log(String.valueOf(path.getFileName()), path));
            }
        }
        return logs;
    }

    private static void require(Path path) {
        if (!Files.exists(path)) {
            throw CommandFailed.badInput("inquest crash: %s does not exist".formatted(path));
        }
        if (!Files.isReadable(path)) {
            throw CommandFailed.badInput("inquest crash: %s cannot be read".formatted(path));
        }
    }

    private static List<Log> below(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(LogFiles::isLog)
                    .sorted()
                    .map(file -> new Log(nameBelow(directory, file), file))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailed.badInput(
                    "inquest crash: %s cannot be read: %s".formatted(directory, e.getMessage()));
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
