package dev.inquest.console;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The fleet at one moment, sorted into groups by one attribute: who is in each group, in which
/// state, and how many.
///
/// @param total nodes in all
/// @param omitted live nodes that are only counted, because there are more than a screen can show
public record FleetMap(String by, int total, int omitted, List<Group> groups) {

    /// What a node belongs to that has no such attribute.
    public static final String NONE = "";

    private static final int GROUPS = 200;
    private static final String OTHERS = "(all others)";

    /// One group.
    ///
    /// @param counts of every state that occurs
    /// @param nodes those that are shown, by name
    public record Group(
            String name, int total, Map<NodeStateName, Integer> counts, List<Dot> nodes) {}

    /// One node.
    public record Dot(String key, NodeStateName state) {}

    /// Sorts the nodes of a fleet.
    ///
    /// @param by name of an attribute, or `cluster` or `state`
    /// @param room nodes that can be shown; those in trouble come first
    public static FleetMap of(Iterable<NodeStatus> nodes, String by, int room) {
        var groups = new TreeMap<String, List<Dot>>();
        var total = 0;
        for (var node : nodes) {
            groups.computeIfAbsent(value(node, by), _ -> new ArrayList<>()).add(dot(node));
            total++;
        }
        var share = total <= room ? 1.0 : (double) room / total;
        var shown =
                fewer(groups).entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue(), share))
                        .toList();
        var dots = shown.stream().mapToInt(group -> group.nodes().size()).sum();
        return new FleetMap(by, total, total - dots, shown);
    }

    /// The value by which a node is grouped.
    public static String value(NodeStatus node, String by) {
        return switch (by) {
            case "cluster" -> node.getCluster();
            case "state" -> node.getState().name();
            default -> node.getAttributes().getOrDefault(by, NONE);
        };
    }

    private static Dot dot(NodeStatus node) {
        return new Dot(node.getCluster() + "/" + node.getNode(), node.getState());
    }

    /// The largest groups stay, the rest becomes one.
    private static Map<String, List<Dot>> fewer(Map<String, List<Dot>> groups) {
        if (groups.size() <= GROUPS) {
            return groups;
        }
        var kept = new TreeMap<String, List<Dot>>();
        var rest = new ArrayList<Dot>();
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .forEach(group -> {
                    if (kept.size() < GROUPS - 1) {
                        kept.put(group.getKey(), group.getValue());
                    } else {
                        rest.addAll(group.getValue());
                    }
                });
        kept.merge(
                OTHERS,
                rest,
                (one, other) -> {
                    one.addAll(other);
                    return one;
                });
        return kept;
    }

    private static Group group(String name, List<Dot> dots, double share) {
        var counts = new EnumMap<NodeStateName, Integer>(NodeStateName.class);
        dots.forEach(dot -> counts.merge(dot.state(), 1, Integer::sum));
        var live = (long) Math.ceil(counts.getOrDefault(NodeStateName.LIVE, 0) * share);
        dots.sort(Comparator.comparing(Dot::key));
        var shown = new ArrayList<Dot>();
        for (var dot : dots) {
            if (dot.state() != NodeStateName.LIVE || live-- > 0) {
                shown.add(dot);
            }
        }
        return new Group(name, dots.size(), counts, shown);
    }
}
