package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import java.time.Instant;

/// A node's part in a finding.
///
/// @param open whether the node is still in the condition
/// @param witnessed whether somebody other than the missing heartbeat confirms it
public record Member(NodeId node, Instant since, boolean open, boolean witnessed, String zone) {

    Member closed() {
        return new Member(node, since, false, witnessed, zone);
    }
}
