package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.util.Arrays;

/// Follows one item that several failing nodes carry through all matched sets, so that a search
/// need not look it up again.
final class Track {

    private final Item item;
    private final Bits cases = new Bits();
    private short[] positions = new short[8];

    Track(Item item) {
        this.item = item;
    }

    Item item() {
        return item;
    }

    /// Finds the item in the set at a slot.
    void locate(int slot, MatchedSet set) {
        if (slot >= positions.length) {
            positions = Arrays.copyOf(positions, Math.max(slot + 1, positions.length * 2));
        }
        int index = set.indexOf(item);
        positions[slot] = (short) index;
        cases.set(slot, index >= 0 && set.caseCarries(index));
    }

    /// Where the item stands in the set at a slot, or -1.
    int in(int slot) {
        return positions[slot];
    }

    /// The slots whose Case carries the item.
    Bits cases() {
        return cases;
    }

    long bytes() {
        return 160L + positions.length * (long) Short.BYTES;
    }
}
