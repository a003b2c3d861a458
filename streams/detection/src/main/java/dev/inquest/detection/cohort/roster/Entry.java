package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// What one change says of a node.
///
/// @param number the node's change number; a number already seen is ignored
/// @param since when this became so: for silence its onset, not when it was noticed
/// @param items all it carries now; none when that has not changed
public record Entry(
        NodeId node,
        long number,
        Instant since,
        Health health,
        Optional<? extends Collection<Item>> items) {}
