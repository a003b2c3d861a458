package dev.inquest.collectors.cluster.node;

import dev.inquest.schemas.wire.NodeObservation;
import java.util.Map;

/// Takes what is due to be told of nodes.
public interface Telling {

    /// Whether it takes any more at present.
    boolean hasRoom();

    /// The whole present of a node as its cluster sees it.
    ///
    /// @param failed to be called, on any thread, when it does not arrive
    void observation(String node, NodeObservation observation, Runnable failed);

    /// The whole of a node's attributes.
    void facts(String node, Map<String, String> facts, Runnable failed);
}
