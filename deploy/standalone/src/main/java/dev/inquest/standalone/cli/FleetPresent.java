package dev.inquest.standalone.cli;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.SinkStatus;
import dev.inquest.standalone.platform.GroupLag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What can be said of the fleet and of Inquest itself at this moment.
///
/// @param states how many nodes are in each state
/// @param blind sources that cannot be read, each with the nodes on which they cannot
/// @param sinks how each sink stands, by name
/// @param at when we looked
/// @param open findings whose condition holds, oldest first
record FleetPresent(
        String bootstrapServers,
        List<GroupLag> groups,
        Map<String, Integer> states,
        Map<String, List<String>> blind,
        Map<String, SinkStatus> sinks,
        Instant at,
        List<Finding> open) {

    static FleetPresent of(
            String bootstrapServers,
            List<GroupLag> groups,
            Collection<NodeStatus> nodes,
            Map<String, SinkStatus> sinks,
            Instant at,
            Collection<Finding> findings) {
        var states = new TreeMap<String, Integer>();
        var blind = new TreeMap<String, List<String>>();
        for (var node : nodes) {
            states.merge(node.getState().name(), 1, Integer::sum);
            for (var source : node.getBlind()) {
                blind.computeIfAbsent(source, _ -> new ArrayList<>())
                        .add(node.getCluster() + "/" + node.getNode());
            }
        }
        blind.values().forEach(names -> names.sort(Comparator.naturalOrder()));
        var open =
                findings.stream()
                        .filter(finding -> finding.getStatus() == FindingStatus.OPEN)
                        .sorted(Comparator.comparing(Finding::getFirstSeen))
                        .toList();
        return new FleetPresent(
                bootstrapServers, groups, states, blind, new TreeMap<>(sinks), at, open);
    }

    int nodes() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }
}
