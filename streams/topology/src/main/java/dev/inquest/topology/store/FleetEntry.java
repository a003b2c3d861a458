package dev.inquest.topology.store;

import dev.inquest.detection.fleet.CohortCase;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Score;
import dev.inquest.detection.fleet.Seat;
import org.jspecify.annotations.Nullable;

/// One entry of the fleet's store: a node's place in the roster, a finding, how a cluster's
/// forecasts fared, or a failing node with those it is compared with.
public record FleetEntry(
        @Nullable Seat seat,
        @Nullable Finding finding,
        @Nullable Score score,
        @Nullable CohortCase cohortCase) {

    /// A node's place.
    public static FleetEntry of(Seat seat) {
        return new FleetEntry(seat, null, null, null);
    }

    /// A finding.
    public static FleetEntry of(Finding finding) {
        return new FleetEntry(null, finding, null, null);
    }

    /// How a cluster's forecasts fared.
    public static FleetEntry of(Score score) {
        return new FleetEntry(null, null, score, null);
    }

    /// A case of an incident.
    public static FleetEntry of(CohortCase cohortCase) {
        return new FleetEntry(null, null, null, cohortCase);
    }
}
