package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.Tally;
import dev.inquest.detection.cohort.roster.Roster;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How long the values of one attribute have been tried in a cluster, as it is stored, so that a
/// restart does not make it too early to say what is better.
///
/// @param since when counting began
/// @param hours node-hours by value, hour by hour, the one of `upTo` last
public record Tried(
        String cluster,
        String attribute,
        Instant since,
        Instant upTo,
        Map<String, List<Float>> hours) {

    /// Of an attribute with more values, those that most nodes carry.
    private static final int MAX_VALUES = 256;

    /// Names it among those of all clusters.
    public String key() {
        return cluster + "/" + attribute;
    }

    /// What a cluster has tried up to now.
    static List<Tried> of(String cluster, Roster roster, Instant since, Instant now) {
        return roster.grouping().stream()
                .map(attribute ->
                        new Tried(cluster, attribute, since, now, hours(roster, attribute, now)))
                .toList();
    }

    private static Map<String, List<Float>> hours(Roster roster, String attribute, Instant now) {
        return roster.tallies(attribute).stream()
                .sorted(
                        Comparator.comparingInt((Tally tally) -> -tally.carriers())
                                .thenComparing(Tally::item))
                .limit(MAX_VALUES)
                .collect(
                        Collectors.toUnmodifiableMap(
                                tally -> tally.item().value(), tally -> tally.keptHours(now)));
    }

    /// Gives it back to the values that nodes still carry.
    void addTo(Roster roster) {
        hours.forEach((value, before) ->
                roster.tally(new Item(attribute, value))
                        .ifPresent(tally -> tally.addHours(before, upTo)));
    }
}
