package dev.inquest.collectors.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The log files of one container: `N.log` is that of its Nth restart, `N.log.TIME` what was
/// rotated away from it. Compressed ones are older than the latest rotated one and not needed.
///
/// A link is followed only to where container logs live, and only regular files are read: whoever
/// may write here could otherwise have any file of the host told, or the reader wait for ever.
///
/// @param directory of the container
/// @param roots real paths below which log files may be
record ContainerLogs(Path directory, List<Path> roots) {

    static final int MAX_BYTES = 64 << 10;

    private static final int MAX_FILES = 256;
    private static final Pattern CURRENT = Pattern.compile("([0-9]{1,9})\\.log");

    /// How often the container was restarted: the number of its newest log.
    OptionalInt restarts() {
        return names().stream()
                .map(CURRENT::matcher)
                .filter(match -> match.matches())
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max();
    }

    /// The last lines before the restart of this number.
    List<String> lastLines(int restart) {
        var name = restart - 1 + ".log";
        var lines = read(name);
        if (lines.size() >= CriLog.MAX_LINES) {
            return lines;
        }
        var before =
                names().stream()
                        .filter(other -> other.startsWith(name + ".") && !other.endsWith(".gz"))
                        .max(Comparator.naturalOrder())
                        .map(this::read)
                        .orElse(List.of());
        var both = new ArrayList<String>(before);
        both.addAll(lines);
        return List.copyOf(both.subList(Math.max(0, both.size() - CriLog.MAX_LINES), both.size()));
    }

    /// When the log before this restart was last written, by the node's own clock.
    Optional<Instant> lastWritten(int restart) {
        try {
            var file = directory.resolve(restart - 1 + ".log");
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.limit(MAX_FILES).map(file -> file.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private List<String> read(String name) {
        try {
            var file = directory.resolve(name).toRealPath();
            if (!Files.isRegularFile(file) || roots.stream().noneMatch(file::startsWith)) {
                return List.of();
            }
            return tail(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> tail(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = Math.max(0, channel.size() - MAX_BYTES);
            var bytes = ByteBuffer.allocate(MAX_BYTES);
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Goes on to the end of the file.
            }
            var read = new byte[bytes.position()];
            bytes.get(0, read);
            return CriLog.lines(read, from == 0);
        }
    }
}
