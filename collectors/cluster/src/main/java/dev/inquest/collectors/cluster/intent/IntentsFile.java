package dev.inquest.collectors.cluster.intent;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.settings.SettingsFile;
import dev.inquest.settings.SettingsRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The operator's `intents.yaml`: maintenance windows, and marks of his own. Read again when it
/// changes; a broken version is reported and the last good one stays in force.
public final class IntentsFile {

    /// Windows in one file.
    public static final int MAX_WINDOWS = 1_000;

    private record Contents(List<Window> windows, List<IntentMark> marks) {
        static final Contents NONE = new Contents(List.of(), List.of());
    }

    private record Version(Object id, long size, long modified) {}

    private final Optional<Path> path;
    private final CollectorObserver observer;
    private volatile Contents contents = Contents.NONE;
    private Optional<Version> version = Optional.empty();

    private IntentsFile(Optional<Path> path, CollectorObserver observer) {
        this.path = path;
        this.observer = observer;
    }

    /// No file: no windows.
    public static IntentsFile none() {
        return new IntentsFile(Optional.empty(), CollectorObserver.NONE);
    }

    /// Opens a file that must be right at first.
    ///
    /// @throws SettingsRefused with all that is wrong and on which lines
    public static IntentsFile open(Path path, CollectorObserver observer) throws SettingsRefused {
        var file = new IntentsFile(Optional.of(path), observer);
        file.contents = read(path);
        return file;
    }

    /// Reads the file again if it has changed.
    ///
    /// @return whether it was
    public boolean look() {
        return path.map(this::look).orElse(false);
    }

    private boolean look(Path file) {
        try {
            var now = Optional.of(version(file));
            if (now.equals(version)) {
                return false;
            }
            version = now;
            contents = read(file);
            return true;
        } catch (SettingsRefused e) {
            e.problems().forEach(problem -> observer.fileIgnored(file.toString(), problem));
        } catch (IOException e) {
            if (version.isPresent()) {
                version = Optional.empty();
                observer.fileIgnored(file.toString(), "cannot be read: " + e.getMessage());
            }
        }
        return false;
    }

    private static Version version(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        var key = attributes.fileKey();
        return new Version(
                key == null ? file : key,
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    private static Contents read(Path path) throws SettingsRefused {
        return SettingsFile.read(
                path,
                file ->
                        new Contents(
                                file.sections("windows", MAX_WINDOWS, Window::read),
                                file.sections("marks", IntentMarks.MAX, IntentMark::read)));
    }

    /// The built-in marks and the operator's.
    public IntentMarks marks(IntentMarks builtIn) {
        return builtIn.and(contents.marks());
    }

    /// The windows that are open for a node.
    public List<Sign> signs(
            String cluster, String node, Map<String, String> attributes, Instant now) {
        return contents.windows().stream()
                .filter(window -> window.isOpen(now))
                .filter(window -> window.covers(cluster, node, attributes))
                .map(window -> window.sign(name()))
                .toList();
    }

    /// Which windows are open, by their place in the file: when this changes, every node is looked
    /// at again.
    public Set<Integer> open(Instant now) {
        var open = new TreeSet<Integer>();
        for (var i = 0; i < contents.windows().size(); i++) {
            if (contents.windows().get(i).isOpen(now)) {
                open.add(i);
            }
        }
        return open;
    }

    /// Nodes that an open window names one by one, which needs no API.
    public List<String> named(Instant now) {
        return contents.windows().stream()
                .filter(window -> window.isOpen(now) && window.selector().isEmpty())
                .flatMap(window -> window.nodes().stream())
                .filter(Glob::isPlain)
                .map(Glob::text)
                .toList();
    }

    private String name() {
        return path.map(Path::getFileName).map(Path::toString).orElse("");
    }
}
