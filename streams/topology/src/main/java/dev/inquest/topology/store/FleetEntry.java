package dev.inquest.topology.store;

import dev.inquest.detection.fleet.Blackout;
import dev.inquest.detection.fleet.CohortCase;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Score;
import dev.inquest.detection.fleet.Seat;
import dev.inquest.detection.fleet.Silence;
import dev.inquest.detection.fleet.Tried;
import dev.inquest.detection.node.Change;
import org.jspecify.annotations.Nullable;

/// One entry of the fleet's store: a node's place in the roster, a finding, how a cluster's
/// forecasts fared, a failing node with those it is compared with, how long the values of an
/// attribute have been tried, many nodes that are silent at once, a verdict that is held back
/// because of them, or a silence.
public record FleetEntry(
        @Nullable Seat seat,
        @Nullable Finding finding,
        @Nullable Score score,
        @Nullable CohortCase cohortCase,
        @Nullable Tried tried,
        @Nullable Blackout blackout,
        @Nullable Change held,
        @Nullable Silence silence) {

    /// A node's place in the roster.
    public static FleetEntry of(Seat seat) {
        return new FleetEntry(seat, null, null, null, null, null, null, null);
    }

    /// A finding.
    public static FleetEntry of(Finding finding) {
        return new FleetEntry(null, finding, null, null, null, null, null, null);
    }

    /// How a cluster's forecasts fared.
    public static FleetEntry of(Score score) {
        return new FleetEntry(null, null, score, null, null, null, null, null);
    }

    /// A failing node with those it is compared with.
    public static FleetEntry of(CohortCase cohortCase) {
        return new FleetEntry(null, null, null, cohortCase, null, null, null, null);
    }

    /// Many nodes that are silent at once.
    public static FleetEntry of(Blackout blackout) {
        return new FleetEntry(null, null, null, null, null, blackout, null, null);
    }

    /// A verdict that is held back because of them.
    public static FleetEntry held(Change change) {
        return new FleetEntry(null, null, null, null, null, null, change, null);
    }

    /// A word of a person that something is to wake nobody.
    public static FleetEntry of(Silence silence) {
        return new FleetEntry(null, null, null, null, null, null, null, silence);
    }

    /// How long values have been tried.
    public static FleetEntry of(Tried tried) {
        return new FleetEntry(null, null, null, null, tried, null, null, null);
    }
}
