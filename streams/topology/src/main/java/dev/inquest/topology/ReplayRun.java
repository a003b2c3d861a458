package dev.inquest.topology;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStatus;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Plays events through the same node and fleet stages as in production, in memory and without a
/// broker.
public final class ReplayRun {

    /// Applies one event; events come in the order of their times.
    ///
    /// @param topic short name of the topic, such as "heartbeats"
    /// @param key the record's key, such as cluster/node or, for facts, cluster/node#source
    /// @throws IllegalArgumentException when the key or the value does not fit the topic
    public void apply(String topic, String key, Instant at, @Nullable SpecificRecord value) {
        throw new UnsupportedOperationException(topic + key + at + value);
    }

    /// Lets the clock run on past the last event until nothing is pending.
    public void finish() {}

    /// The last revision of every finding, in the order in which they opened.
    public List<Finding> findings() {
        return List.of();
    }

    /// What has become of each node, by name.
    public List<NodeStatus> statuses() {
        return List.of();
    }

    /// Every change of a node, in order.
    public List<NodeChange> changes() {
        return List.of();
    }
}
