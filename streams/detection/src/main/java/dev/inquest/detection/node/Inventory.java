package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.event.Running;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is on a node beside its facts: network links and workloads. Nodes that fail may share it.
///
/// @param interfaces names of links, without those made for one pod or container
/// @param workloads what runs on it, where anybody can see that
public record Inventory(List<String> interfaces, Optional<List<Running>> workloads) {

    /// Nothing is known to be there.
    public static final Inventory NONE = new Inventory(List.of(), Optional.empty());

    private static final int MAX_INTERFACES = 32;

    /// A name with a hash in it belongs to one pod, one bridge or one adapter, and to no two nodes.
    private static final Pattern OF_ONE_NODE = Pattern.compile(".*[0-9a-f]{7,}|veth.*");

    /// Links that software made come first: hardware has names by the dozen and says little.
    private static final Comparator<Link> MADE_FIRST =
            Comparator.comparing((Link link) -> link.kind().isEmpty()).thenComparing(Link::name);

    public Inventory {
        interfaces = List.copyOf(interfaces);
        workloads = workloads.map(List::copyOf);
    }

    static Inventory of(Node node) {
        return new Inventory(
                node.links().map(Inventory::names).orElse(List.of()),
                node.surroundings().workloads());
    }

    /// Whether an event may have changed it; to work it out is dearer.
    public static boolean mayDiffer(Node before, Node after) {
        return !before.links().equals(after.links())
                || !before.surroundings().workloads().equals(after.surroundings().workloads());
    }

    private static List<String> names(Links seen) {
        return seen.links().stream()
                .filter(link -> !OF_ONE_NODE.matcher(link.name()).matches())
                .sorted(MADE_FIRST)
                .limit(MAX_INTERFACES)
                .map(Link::name)
                .sorted()
                .toList();
    }
}
