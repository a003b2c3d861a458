package dev.inquest.collectors.consoles;

import dev.inquest.collectors.attach.AttachedConsoles.Attached;
import dev.inquest.collectors.netconsole.NetconsoleSettings;
import dev.inquest.collectors.pull.PullSettings;
import dev.inquest.schemas.NodeKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Which consoles are collected, and how each is reached.
///
/// @param cluster the cluster of consoles that name only their node
/// @param directories whose files are consoles
/// @param files further consoles in files
/// @param attached consoles that are connected to
public record ConsolesSettings(
        String cluster,
        List<Path> directories,
        Map<Path, NodeKey> files,
        List<Attached> attached,
        Optional<NetconsoleSettings> netconsole,
        Optional<PullSettings> pull) {

    public static final String DEFAULT_CLUSTER = "default";

    public ConsolesSettings {
        directories = List.copyOf(directories);
        files = Map.copyOf(files);
        attached = List.copyOf(attached);
    }

    /// Consoles in one directory, and nothing else.
    public static ConsolesSettings directory(Path directory, String cluster) {
        return new ConsolesSettings(
                cluster,
                List.of(directory),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same, with another directory of consoles.
    public ConsolesSettings and(Path directory) {
        var all = new ArrayList<>(directories);
        all.add(directory);
        return new ConsolesSettings(cluster, all, files, attached, netconsole, pull);
    }

    /// Whether any console is read from a file.
    boolean hasFiles() {
        return !directories.isEmpty() || !files.isEmpty();
    }

    /// What is collected, in a few words.
    public String inWords() {
        var words = new StringJoiner(", ");
        addIfAny(words, directories.size(), "directories");
        addIfAny(words, files.size(), "files");
        addIfAny(words, attached.size(), "connected");
        netconsole.ifPresent(listener -> words.add("netconsole"));
        pull.ifPresent(command -> words.add("pull"));
        return words.toString();
    }

    private static void addIfAny(StringJoiner words, int count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
