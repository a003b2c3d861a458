package dev.inquest.standalone.demo.stage;

import dev.inquest.schemas.NodeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// The serial consoles of the fleet as files that grow, one per node, for a console collector to
/// follow.
final class ConsoleFiles {

    private final Path directory;
    private final Map<Path, Long> sizes = new HashMap<>();

    ConsoleFiles(Path directory) {
        this.directory = directory;
    }

    /// Appends text, byte for byte as the console printed it.
    void append(NodeKey node, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var file = directory.resolve(node.node() + ".log");
        try {
            Files.createDirectories(directory);
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the console " + file, e);
        }
        sizes.merge(file, (long) bytes.length, Long::sum);
    }

    /// How long each file is now.
    Map<Path, Long> sizes() {
        return Map.copyOf(sizes);
    }
}
