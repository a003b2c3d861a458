package dev.inquest.standalone.telemetry;

import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.standalone.platform.Follower;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.telemetry.Metrics;

/// The fleet in numbers, `inquest.nodes`: read whole from the topic of presents, by every process
/// that detects and whose numbers are read. Several of them say the same.
public final class FleetMetrics {

    private FleetMetrics() {}

    /// Follows the fleet until it is closed.
    public static Follower<NodeStatus> follow(Platform platform, Metrics metrics) {
        var nodes = new NodesByState();
        metrics.gauge("inquest.nodes", "Nodes in each state.", "{node}", nodes::samples);
        return Follower.start(platform, platform.topics().status(), nodes::take, nodes::drop);
    }
}
