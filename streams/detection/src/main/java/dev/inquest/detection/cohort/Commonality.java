package dev.inquest.detection.cohort;

import java.util.Comparator;
import java.util.List;

/// What the failing nodes of an incident share, or that they share nothing.
///
/// @param failing nodes that have failed in this incident
/// @param examined those whose matched sets are kept; all numbers of causes are about them
/// @param causes strongest first; empty when there is no common factor
public record Commonality(int failing, int examined, List<Cause> causes) {

    public Commonality {
        causes = List.copyOf(causes);
    }

    /// How sure it is: as sure as its surest cause that is not over.
    public Tier tier() {
        return causes.stream()
                .filter(cause -> !cause.over())
                .map(Cause::tier)
                .max(Comparator.naturalOrder())
                .orElse(Tier.NONE);
    }

    /// Whether nothing is shared, or nothing any more.
    public boolean isNone() {
        return tier() == Tier.NONE;
    }

    /// Whether there were more failing nodes than are kept, so that numbers are about a random part
    /// of them.
    public boolean isSampled() {
        return examined < failing;
    }
}
