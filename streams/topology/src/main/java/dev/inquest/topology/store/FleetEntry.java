package dev.inquest.topology.store;

import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Score;
import dev.inquest.detection.fleet.Seat;
import org.jspecify.annotations.Nullable;

/// One entry of the fleet's store: a node's place in the roster, a finding, or how a cluster's
/// forecasts fared.
public record FleetEntry(@Nullable Seat seat, @Nullable Finding finding, @Nullable Score score) {

    /// A node's place.
    public static FleetEntry of(Seat seat) {
        return new FleetEntry(seat, null, null);
    }

    /// A finding.
    public static FleetEntry of(Finding finding) {
        return new FleetEntry(null, finding, null);
    }

    /// How a cluster's forecasts fared.
    public static FleetEntry of(Score score) {
        return new FleetEntry(null, null, score);
    }
}
