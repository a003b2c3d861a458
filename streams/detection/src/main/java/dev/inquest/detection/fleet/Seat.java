package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Inventory;
import dev.inquest.detection.node.StateName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A node's place in the roster: what is known of it here, and the number of its last change, by
/// which a repetition is recognised.
///
/// @param inventory what is on it beside its facts, where that was told
/// @param silentSince when it was last heard, if it was heard before and nothing but its absence
///   told that it is gone
public record Seat(
        NodeId node,
        StateName state,
        long number,
        Map<String, String> attributes,
        Optional<Inventory> inventory,
        Optional<Instant> silentSince) {

    Seat(NodeId node, StateName state, long number, Map<String, String> attributes) {
        this(node, state, number, attributes, Optional.empty(), Optional.empty());
    }

    static Seat after(Optional<Seat> before, Change change) {
        var attributes =
                change.attributes().or(() -> before.map(Seat::attributes)).orElse(Map.of());
        return new Seat(
                change.node(),
                change.to(),
                change.number(),
                attributes,
                change.inventory().or(() -> before.flatMap(Seat::inventory)),
                silence(before.flatMap(Seat::silentSince), change));
    }

    /// A node that was missing when it was first met did not fall silent.
    private static Optional<Instant> silence(Optional<Instant> known, Change change) {
        return switch (change.to()) {
            case SILENT, ISOLATED -> isHeard(change.from()) ? known.or(change::onset) : known;
            case HUNG, LOST, PANICKED, DUMPING -> known;
            default -> Optional.empty();
        };
    }

    /// Whether it is heard, by its agent or by its lease.
    boolean isHeard() {
        return isHeard(state);
    }

    private static boolean isHeard(StateName state) {
        return switch (state) {
            case LIVE, REBOOTED, WEDGED, UNOBSERVED -> true;
            default -> false;
        };
    }

    String zone() {
        return attributes.getOrDefault("zone", "");
    }
}
