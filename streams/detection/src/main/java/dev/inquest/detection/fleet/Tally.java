package dev.inquest.detection.fleet;

import java.util.Map;
import java.util.TreeMap;

/// How many nodes a finding concerns, where that is counted and not listed.
///
/// @param of how many there are in all
/// @param zones without the nodes whose zone is not known
/// @param note what else was counted, in words
public record Tally(int count, int of, Map<String, Integer> zones, String note) {

    public Tally {
        var known = new TreeMap<>(zones);
        known.remove("");
        zones = Map.copyOf(known);
    }

    /// Whether a reader would care about the difference: a tenth more or fewer.
    boolean isFarFrom(Tally other) {
        var difference = Math.abs((long) count - other.count);
        var isMuch = difference > 0 && 10 * difference >= other.count;
        return isMuch || !note.equals(other.note);
    }
}
