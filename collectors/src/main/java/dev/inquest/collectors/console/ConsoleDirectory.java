package dev.inquest.collectors.console;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.NodeKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Knows which consoles there are to follow, and tells once of each that is left out.
///
/// Asked by several threads; what it has told is guarded by the instance.
final class ConsoleDirectory {

    /// A name that is missing this many looks is gone and not merely being rotated.
    private static final int GONE = 30;

    private final ConsoleSettings settings;
    private final CollectorObserver observer;
    private final Set<Path> told = new HashSet<>();
    private final Map<Path, Integer> missing = new HashMap<>();

    ConsoleDirectory(ConsoleSettings settings, CollectorObserver observer) {
        this.settings = settings;
        this.observer = observer;
    }

    /// The consoles there are now, at most as many as may be open.
    Map<Path, NodeKey> consoles() {
        var consoles = new HashMap<Path, NodeKey>();
        settings.files().forEach((path, node) -> addIfThere(consoles, path, node));
        settings.directories().forEach(directory -> addAll(consoles, directory));
        return consoles;
    }

    /// Whether a followed file has been missing for so long that it will not come back.
    boolean isGone(Path path, Map<Path, NodeKey> present) {
        if (present.containsKey(path)) {
            missing.remove(path);
            return false;
        }
        if (missing.merge(path, 1, Integer::sum) < GONE) {
            return false;
        }
        missing.remove(path);
        return true;
    }

    void cannotBeRead(Path path, IOException why) {
        tellOnce(path, why.getClass().getSimpleName() + ": " + why.getMessage());
    }

    // Guards told, which other threads may add to while they list the directory.
    synchronized void canBeRead(Path path) {
        told.remove(path);
    }

    private void addAll(Map<Path, NodeKey> consoles, Path directory) {
        try (var entries = Files.newDirectoryStream(directory, "*.log")) {
            for (var path : entries) {
                ConsoleName.node(String.valueOf(path.getFileName()), settings.defaultCluster())
                        .ifPresentOrElse(
                                node -> addIfThere(consoles, path, node),
                                () -> tellOnce(path, "the name is not <cluster>__<node>.log"));
            }
        } catch (IOException | DirectoryIteratorException e) {
            tellOnce(directory, "cannot be listed: " + e.getMessage());
        }
    }

    private void addIfThere(Map<Path, NodeKey> consoles, Path path, NodeKey node) {
        if (!Files.isRegularFile(path)) {
            return;
        }
        if (consoles.size() < ConsoleSettings.MAX_FILES) {
            consoles.put(path, node);
        } else {
            tellOnce(path, ConsoleSettings.MAX_FILES + " consoles are open already");
        }
    }

    // Guards told, which the collector's thread and those that ask whether it is caught up share.
    private synchronized void tellOnce(Path path, String why) {
        if (told.size() < ConsoleSettings.MAX_FILES && told.add(path)) {
            observer.fileIgnored(path.toString(), why);
        }
    }
}
