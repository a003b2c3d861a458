package dev.inquest.collectors.consoles;

import dev.inquest.collectors.attach.AttachedConsoles;
import dev.inquest.collectors.attach.AttachedConsoles.Attached;
import dev.inquest.collectors.attach.ConsoleAddress;
import dev.inquest.collectors.console.ConsoleSettings;
import dev.inquest.schemas.NodeKey;
import dev.inquest.settings.Section;
import dev.inquest.settings.SettingsFile;
import dev.inquest.settings.SettingsRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `consoles.yaml`.
public final class ConsolesFile {

    private static final String FILE = "file:";

    private ConsolesFile() {}

    /// Reads the file, or refuses it with all that is wrong.
    public static ConsolesSettings read(Path file) throws SettingsRefused {
        return SettingsFile.read(file, ConsolesFile::settings);
    }

    static ConsolesSettings parse(String name, String text) throws SettingsRefused {
        return SettingsFile.parse(name, text, ConsolesFile::settings);
    }

    /// Where a console is: in a file, or to be connected to.
    private record Console(NodeKey node, Optional<Path> file, Optional<ConsoleAddress> address) {}

    private static ConsolesSettings settings(Section root) {
        var cluster = root.parsed("cluster", ConsolesFile::cluster);
        var names = cluster.orElse(ConsolesSettings.DEFAULT_CLUSTER);
        var directories = root.allParsed("directories", ConsoleAddress::absolute);
        var consoles =
                root.sections(
                        "consoles", ConsoleSettings.MAX_FILES, section -> console(section, names));
        var files = new HashMap<Path, NodeKey>();
        var attached = new ArrayList<Attached>();
        for (var console : consoles) {
            console.file().ifPresent(path -> files.put(path, console.node()));
            console.address()
                    .ifPresent(address -> attached.add(new Attached(console.node(), address)));
        }
        refuseRepeated(root, consoles, files, attached);
        var netconsole =
                root.section("netconsole", section -> NetconsoleSection.read(section, names));
        var pull = root.section("pull", PullSection::read).flatMap(found -> found);
        var settings = new ConsolesSettings(names, directories, files, attached, netconsole, pull);
        if (settings.inWords().isEmpty() && root.isFaultless()) {
            root.refuse("the file", "names no consoles: directories, consoles, netconsole or pull");
        }
        return settings;
    }

    private static Optional<Console> console(Section section, String cluster) {
        var node =
                section.required("node").isEmpty()
                        ? Optional.<NodeKey>empty()
                        : section.parsed("node", text -> node(text, cluster));
        if (section.required("from").isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        return section.parsed("from", text -> console(node.get(), text));
    }

    private static Console console(NodeKey node, String from) {
        return from.startsWith(FILE)
                ? new Console(
                        node,
                        Optional.of(ConsoleAddress.absolute(from.substring(FILE.length()))),
                        Optional.empty())
                : new Console(node, Optional.empty(), Optional.of(ConsoleAddress.parse(from)));
    }

    /// A console that two nodes share would be read as both of them.
    private static void refuseRepeated(
            Section root,
            List<Console> consoles,
            Map<Path, NodeKey> files,
            List<Attached> attached) {
        var addresses = new HashSet<ConsoleAddress>();
        attached.stream()
                .map(Attached::from)
                .filter(address -> !addresses.add(address))
                .forEach(address -> root.refuse("consoles", address + " is there twice"));
        if (files.size() + attached.size() < consoles.size()) {
            root.refuse("consoles", "a file is there twice");
        }
        var terminals =
                addresses.stream().filter(ConsoleAddress.Terminal.class::isInstance).count();
        if (terminals > AttachedConsoles.MAX_TERMINALS) {
            root.refuse(
                    "consoles",
                    "at most %d terminals, not %d"
                            .formatted(AttachedConsoles.MAX_TERMINALS, terminals));
        }
    }

    private static String cluster(String name) {
        return new NodeKey(name, "any").cluster();
    }

    /// `cluster/node`, or a node of the file's cluster.
    static NodeKey node(String text, String cluster) {
        return text.indexOf('/') < 0 ? new NodeKey(cluster, text) : NodeKey.parse(text);
    }
}
