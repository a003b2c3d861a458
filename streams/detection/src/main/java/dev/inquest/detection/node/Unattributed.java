package dev.inquest.detection.node;

import dev.inquest.detection.event.Evidence;
import java.time.Instant;

/// What came under a node's name and cannot be its own: counted and shown, and believed in nothing.
///
/// @param count how many events in all
/// @param reason why the last one that was shown was not believed
/// @param shown the last one that was shown
/// @param toldAt when a change last told of one
public record Unattributed(long count, String reason, Evidence shown, Instant toldAt) {

    Unattributed counted() {
        return new Unattributed(count + 1, reason, shown, toldAt);
    }
}
