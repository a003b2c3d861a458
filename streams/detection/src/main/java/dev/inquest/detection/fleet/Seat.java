package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.node.Inventory;
import dev.inquest.detection.node.StateName;
import java.util.Map;
import java.util.Optional;

/// A node's place in the roster: what is known of it here, and the number of its last change, by
/// which a repetition is recognised.
///
/// @param inventory what is on it beside its facts, where that was told
public record Seat(
        NodeId node,
        StateName state,
        long number,
        Map<String, String> attributes,
        Optional<Inventory> inventory) {

    String zone() {
        return attributes.getOrDefault("zone", "");
    }
}
