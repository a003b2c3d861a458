package dev.inquest.collectors.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a host's small files below a root, so that a test can stand another host in its place and
/// a container can look at the host it runs on.
///
/// A file that is missing, unreadable or strange is an empty answer, never an exception.
public record HostFiles(Path root) {

    /// No file is read further than this.
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_NAMES = 65_536;

    /// The text of a file, without white space at its ends; empty when it cannot be read.
    public Optional<String> text(String path) {
        try (var in = Files.newInputStream(at(path))) {
            return Optional.of(
                    new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /// The lines of a file; none when it cannot be read.
    public List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /// The names in a directory, sorted; none when it cannot be read.
    public List<String> names(String path) {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(at(path))) {
            for (var entry : entries) {
                if (names.size() >= MAX_NAMES) {
                    break;
                }
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            return List.of();
        }
        names.sort(null);
        return List.copyOf(names);
    }

    /// The name at the end of a symbolic link; empty when it is none.
    public Optional<String> linkTarget(String path) {
        try {
            return Optional.of(String.valueOf(Files.readSymbolicLink(at(path)).getFileName()));
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return Optional.empty();
        }
    }

    /// How much can be written to the file system at a path; empty when it does not say.
    public Optional<String> freeBytes(String path) {
        try {
            var store = Files.getFileStore(at(path));
            return store.getTotalSpace() > 0
                    ? Optional.of(Long.toString(store.getUsableSpace()))
                    : Optional.empty();
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    public boolean exists(String path) {
        return Files.exists(at(path));
    }

    private Path at(String path) {
        return root.resolve(path);
    }
}
