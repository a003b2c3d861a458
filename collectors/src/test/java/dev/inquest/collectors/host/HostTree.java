package dev.inquest.collectors.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Builds a host out of small files.
public record HostTree(Path root) {

    /// Writes one file, with the directories above it.
    public HostTree with(String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(root.resolve(path + "/..").normalize());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HostFiles files() {
        return new HostFiles(root);
    }
}
