package dev.inquest.collectors.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Keeps a few lines over a restart: written whole or not at all, bounded when read.
///
/// It is not forced to disk: after a power failure the source itself (the boot id, the file's size)
/// tells that the state is stale.
public record StateFile(Path path) {

    private static final int MAX_BYTES = 4 << 20;

    /// The lines last written; none when there are none or they cannot be read.
    public List<String> read() {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Replaces the lines.
    public void write(List<String> lines) throws IOException {
        var parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
