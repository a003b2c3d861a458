package dev.inquest.topology.store;

import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Seat;
import org.jspecify.annotations.Nullable;

/// One entry of the fleet's store: a node's place in the roster, or a finding.
public record FleetEntry(@Nullable Seat seat, @Nullable Finding finding) {

    /// A node's place.
    public static FleetEntry of(Seat seat) {
        return new FleetEntry(seat, null);
    }

    /// A finding.
    public static FleetEntry of(Finding finding) {
        return new FleetEntry(null, finding);
    }
}
