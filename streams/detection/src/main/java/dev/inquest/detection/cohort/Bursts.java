package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Collapses failures that are one event: a rack that loses its power takes twenty nodes down, and
/// that is one failure and not twenty.
///
/// For the rack itself every failure counts; for everything else the first of the burst stands for
/// all.
final class Bursts {

    private final Rules rules;
    private final Map<Item, Instant> began = new HashMap<>();

    Bursts(Rules rules) {
        this.rules = rules;
    }

    /// Whether the Case follows in a burst that began before. Sets must come in the order of their
    /// onsets.
    boolean follows(MatchedSet set) {
        boolean follows = false;
        for (var item : set.caseItems(rules.burstAttributes())) {
            var first = began.get(item);
            if (first != null && !set.onset().at().isAfter(first.plus(rules.burst()))) {
                follows = true;
            } else {
                began.put(item, set.onset().at());
            }
        }
        return follows;
    }
}
