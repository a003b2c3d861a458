package dev.inquest.sinks.plan;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Severity;
import java.util.Set;
import java.util.function.Predicate;

/// Which open findings a sink is for.
///
/// @param all also those that may wake nobody, such as the children of an incident
/// @param least severity
/// @param clusters of which they are; empty: all
/// @param patterns that found them; empty: all
public record Selection(boolean all, Severity least, Set<String> clusters, Set<String> patterns)
        implements Predicate<Finding> {

    public Selection {
        clusters = Set.copyOf(clusters);
        patterns = Set.copyOf(patterns);
    }

    /// Those that may wake somebody.
    public static Selection paging(Severity least) {
        return new Selection(false, least, Set.of(), Set.of());
    }

    @Override
    public boolean test(Finding finding) {
        return (all || finding.getPages())
                && finding.getSeverity().compareTo(least) >= 0
                && mayHaveTaken(finding);
    }

    /// Whether an earlier revision may have passed: only what never changes is looked at.
    public boolean mayHaveTaken(Finding finding) {
        return (clusters.isEmpty() || clusters.contains(finding.getCluster()))
                && (patterns.isEmpty() || patterns.contains(finding.getPattern()));
    }
}
