package dev.inquest.collectors.cluster.node;

import dev.inquest.collectors.cluster.intent.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Asks for the plans that others than the Node object announce: windows and people.
public interface Plans {

    /// The plans for one node, by its name and attributes.
    List<Sign> signs(String node, Map<String, String> facts, Instant now);
}
