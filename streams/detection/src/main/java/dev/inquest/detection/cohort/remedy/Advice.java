package dev.inquest.detection.cohort.remedy;

import dev.inquest.detection.cohort.item.Item;
import java.util.Optional;

/// What the fleet's own experience says about leaving a guilty value behind.
public sealed interface Advice {

    /// The value that is to be left.
    Experience guilty();

    /// Another value of the attribute has been tried long enough and does better.
    record MoveTo(Experience guilty, Experience better) implements Advice {}

    /// No other value has been tried long enough to say that it does better.
    ///
    /// @param nearest the one that has been tried longest, if there is one
    record TooEarly(Experience guilty, Optional<Experience> nearest) implements Advice {}

    /// What one value has been through.
    ///
    /// @param nodes healthy nodes that have it now
    /// @param failures Cases of the incident with it, since the same moment as the hours
    /// @param hours how long healthy nodes have been at risk with it, added up
    record Experience(Item item, int nodes, double failures, double hours) {

        /// Failures per node-hour.
        double rate() {
            return hours > 0 ? failures / hours : 0;
        }
    }
}
