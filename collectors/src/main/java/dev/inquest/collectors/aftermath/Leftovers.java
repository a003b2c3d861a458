package dev.inquest.collectors.aftermath;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The files below a directory: three levels deep, at most 1,024, links not followed, so that
/// neither a hostile link nor a full directory leads astray.
///
/// @param files by path
/// @param blind why the directory cannot be read; empty when it can, or is not there
record Leftovers(List<Leftover> files, Optional<String> blind) {

    private static final int DEPTH = 3;
    private static final int MAX_FILES = 1024;

    /// One file as the directory tells of it.
    record Leftover(Path path, long size, Instant written) {

        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    static Leftovers below(Path directory) {
        if (Files.notExists(directory)) {
            return new Leftovers(List.of(), Optional.empty());
        }
        if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
            return new Leftovers(List.of(), Optional.of(directory + " cannot be read"));
        }
        var files = new ArrayList<Leftover>();
        try {
            Files.walkFileTree(directory, Set.of(), DEPTH, taking(files));
        } catch (IOException | SecurityException e) {
            return new Leftovers(List.of(), Optional.of(directory + ": " + e.getMessage()));
        }
        files.sort((one, other) -> one.path().compareTo(other.path()));
        return new Leftovers(List.copyOf(files), Optional.empty());
    }

    private static FileVisitor<Path> taking(List<Leftover> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    var written = attributes.lastModifiedTime().toInstant();
                    files.add(new Leftover(file, attributes.size(), written));
                }
                return files.size() < MAX_FILES
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
