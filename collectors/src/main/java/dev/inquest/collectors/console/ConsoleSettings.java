package dev.inquest.collectors.console;

import dev.inquest.schemas.NodeKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which consoles are followed, and how.
///
/// @param directories every file in them called `<cluster>__<node>.log` or `<node>.log` is a
///   console
/// @param defaultCluster the cluster of files that name only the node
/// @param files further consoles, wherever they are
/// @param positionFile where positions are kept over a restart; empty keeps none
/// @param poll how often the files are looked at
/// @param partialLine how long a line may wait for its end
/// @param history how many bytes of a file that was there before the first start are read
public record ConsoleSettings(
        List<Path> directories,
        String defaultCluster,
        Map<Path, NodeKey> files,
        Optional<Path> positionFile,
        Duration poll,
        Duration partialLine,
        long history) {

    /// Files open at once. Further ones are left out, and the observer is told.
    public static final int MAX_FILES = 4096;

    public static final Duration DEFAULT_POLL = Duration.ofMillis(100);
    public static final Duration DEFAULT_PARTIAL_LINE = Duration.ofSeconds(2);
    public static final long DEFAULT_HISTORY = 1 << 20;

    public ConsoleSettings {
        directories = List.copyOf(directories);
        files = Map.copyOf(files);
        if (poll.isNegative() || poll.isZero()) {
            throw new IllegalArgumentException("the console poll interval must be positive");
        }
        if (directories.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("a console directory or console files are needed");
        }
    }

    /// Every console in a directory.
    public static ConsoleSettings directory(
            Path directory, String defaultCluster, Path positionFile) {
        return new ConsoleSettings(
                List.of(directory),
                defaultCluster,
                Map.of(),
                Optional.of(positionFile),
                DEFAULT_POLL,
                DEFAULT_PARTIAL_LINE,
                DEFAULT_HISTORY);
    }

    /// Consoles in several directories, and others named one by one.
    public static ConsoleSettings of(
            List<Path> directories,
            String defaultCluster,
            Map<Path, NodeKey> files,
            Path positionFile) {
        return new ConsoleSettings(
                directories,
                defaultCluster,
                files,
                Optional.of(positionFile),
                DEFAULT_POLL,
                DEFAULT_PARTIAL_LINE,
                DEFAULT_HISTORY);
    }

    /// The same, looked at that often.
    public ConsoleSettings polling(Duration interval) {
        return new ConsoleSettings(
                directories, defaultCluster, files, positionFile, interval, partialLine, history);
    }
}
