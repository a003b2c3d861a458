package dev.inquest.detection.forecast;

import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Optional;

/// What a node would do at its next panic, and why.
///
/// @param cause why, in stable words without numbers, so that nodes can be counted by it
/// @param reasons what it rests on, with this node's own numbers
/// @param doubts what may go otherwise
/// @param guidance the row of the distribution's own table that the reservation was compared with
/// @param remedies what to do about it on this distribution, the most urgent first
public record Forecast(
        NextPanic outcome,
        String cause,
        Concern concern,
        List<String> reasons,
        List<String> doubts,
        Optional<Guidance> guidance,
        List<Remedy> remedies) {

    public Forecast {
        reasons = List.copyOf(reasons);
        doubts = List.copyOf(doubts);
        remedies = List.copyOf(remedies);
    }

    /// Whether somebody should do something about it.
    public boolean needsAttention() {
        return concern.compareTo(Concern.DOUBT) >= 0;
    }
}
