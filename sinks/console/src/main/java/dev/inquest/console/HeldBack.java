package dev.inquest.console;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The nodes of a finding's cluster that are away at this moment and that it does not count, each
/// with the reason. Whoever is woken asks for them first.
///
/// @param count of all of them
public record HeldBack(int count, List<Group> groups) {

    private static final int NAMED = 20;

    /// States of absence that are explained, or not sure yet.
    private static final Set<NodeStateName> AWAY =
            Set.of(
                    NodeStateName.PLANNED,
                    NodeStateName.UNOBSERVED,
                    NodeStateName.SILENT,
                    NodeStateName.ISOLATED,
                    NodeStateName.STOPPED,
                    NodeStateName.REPLACED,
                    NodeStateName.REBOOTED);

    /// Those in one state.
    public record Group(NodeStateName state, int count, List<Away> nodes) {}

    /// One of them.
    public record Away(String key, String why, Instant since) {}

    /// Looks at everybody in the cluster.
    public static HeldBack beside(Finding finding, Iterable<Row<NodeStatus>> nodes) {
        var concerned = new HashSet<>(finding.getScope().getNodes());
        var counts = new EnumMap<NodeStateName, Integer>(NodeStateName.class);
        var named = new EnumMap<NodeStateName, List<Away>>(NodeStateName.class);
        for (var row : nodes) {
            var node = row.value();
            if (!AWAY.contains(node.getState())
                    || !node.getCluster().equals(finding.getCluster())
                    || concerned.contains(row.key())) {
                continue;
            }
            counts.merge(node.getState(), 1, Integer::sum);
            var some = named.computeIfAbsent(node.getState(), _ -> new ArrayList<>());
            if (some.size() < NAMED) {
                some.add(new Away(row.key(), why(node), node.getSince()));
            }
        }
        var groups = new ArrayList<Group>();
        counts.forEach((state, count) ->
                groups.add(new Group(state, count, named.getOrDefault(state, List.of()))));
        return new HeldBack(counts.values().stream().mapToInt(Integer::intValue).sum(), groups);
    }

    private static String why(NodeStatus node) {
        if (!node.getCauses().isEmpty()) {
            return node.getCauses().getFirst();
        }
        return node.getIntents().isEmpty() ? "" : node.getIntents().getFirst().getReason();
    }
}
