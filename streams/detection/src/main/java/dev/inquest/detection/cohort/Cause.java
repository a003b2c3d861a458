package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.RiskRatio;
import dev.inquest.detection.cohort.item.Item;
import java.time.Instant;
import java.util.List;

/// What some or all of the failing nodes share and the healthy ones do not, with every number it
/// rests on.
///
/// @param items one to three; a node carries the cause if it carries all of them
/// @param failingWith failing nodes that carry it, among those examined
/// @param controlsWith how often a control carried it at the moment of a failure
/// @param expected how many failing nodes would carry it if it did not matter
/// @param corrected chance of such evidence for any item by chance alone
/// @param equivalents what cannot be told from the first item
/// @param explained items that are more common among the failing only because they go with this
///   cause
/// @param latest when a carrier failed last
/// @param over whether no carrier has been failing for long enough
public record Cause(
        List<Item> items,
        Tier tier,
        int failingWith,
        int failingWithout,
        int controlsWith,
        int controlsWithout,
        double expected,
        RiskRatio ratio,
        double corrected,
        List<Companion> equivalents,
        List<Item> explained,
        Instant latest,
        boolean over) {

    /// Share of the failing nodes that carry it.
    public double coverage() {
        return (double) failingWith / (failingWith + failingWithout);
    }

    /// Whether the item is named, alone, as part, or as one that cannot be told apart.
    public boolean mentions(Item item) {
        return items.contains(item)
                || equivalents.stream().anyMatch(companion -> companion.item().equals(item));
    }
}
