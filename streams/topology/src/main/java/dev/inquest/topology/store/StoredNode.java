package dev.inquest.topology.store;

import dev.inquest.detection.node.Node;
import java.util.HashMap;
import java.util.Map;

/// A node with the offsets it has taken in, so that a record read again after a crash is not
/// counted twice.
///
/// @param offsets highest offset applied, by short topic name
public record StoredNode(Node node, Map<String, Long> offsets) {

    /// Whether this record was taken in before the node was stored.
    public boolean hasSeen(String topic, long offset) {
        return offsets.getOrDefault(topic, -1L) >= offset;
    }

    /// The highest of both, topic by topic.
    public static Map<String, Long> merge(Map<String, Long> one, Map<String, Long> other) {
        var merged = new HashMap<>(one);
        other.forEach((topic, offset) -> merged.merge(topic, offset, Math::max));
        return Map.copyOf(merged);
    }
}
