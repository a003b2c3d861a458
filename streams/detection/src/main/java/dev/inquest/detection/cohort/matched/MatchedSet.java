package dev.inquest.detection.cohort.matched;

import dev.inquest.detection.cohort.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One Case and its controls: the nodes that could have failed at that moment and did not.
///
/// If an item does not matter, the Case is just a random member of its own set. The facts of all
/// members are frozen here, item by item: which controls carry it, and whether the Case does. This
/// is what a cohort stores, one record per Case.
public final class MatchedSet {

    /// Controls per Case.
    public static final int MAX_CONTROLS = 256;

    /// Words that hold one bit per control.
    public static final int WORDS = MAX_CONTROLS / Long.SIZE;

    private final Onset onset;
    private final int controls;
    private final Item[] items;
    private final int[] hashes;
    private final long[] carriers;
    private final boolean[] carried;
    private final short[] counts;

    /// @param items in the order of their hash, and among equal ones in their own
    /// @param carriers {@link #WORDS} words per item
    /// @param carried per item, whether the Case carries it
    MatchedSet(Onset onset, int controls, Item[] items, long[] carriers, boolean[] carried) {
        this.onset = onset;
        this.controls = controls;
        this.items = items;
        this.carriers = carriers;
        this.carried = carried;
        this.hashes = new int[items.length];
        this.counts = new short[items.length];
        for (int i = 0; i < items.length; i++) {
            hashes[i] = items[i].hashCode();
            counts[i] = (short) count(i);
        }
    }

    private int count(int index) {
        int sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += Long.bitCount(carriers(index, word));
        }
        return sum;
    }

    public Onset onset() {
        return onset;
    }

    /// How many controls there are: fewer than {@link #MAX_CONTROLS} only in a small fleet.
    public int controls() {
        return controls;
    }

    /// How many different items its members carry.
    public int size() {
        return items.length;
    }

    /// The item at an index below {@link #size()}.
    public Item item(int index) {
        return items[index];
    }

    /// Where an item stands in this set, or -1 when no member carries it.
    public int indexOf(Item item) {
        int hash = item.hashCode();
        int low = 0;
        int high = hashes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hashes[middle] < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < hashes.length && hashes[i] == hash; i++) {
            if (items[i].equals(item)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether the Case carries the item at this index.
    public boolean caseCarries(int index) {
        return carried[index];
    }

    /// Whether the Case carries the item.
    public boolean caseCarries(Item item) {
        int index = indexOf(item);
        return index >= 0 && carried[index];
    }

    /// How many controls carry the item at this index.
    public int controlsWith(int index) {
        return counts[index];
    }

    /// One bit per control that carries the item.
    public long carriers(int index, int word) {
        return carriers[index * WORDS + word];
    }

    /// One bit per control.
    public long everybody(int word) {
        int first = word * Long.SIZE;
        if (controls >= first + Long.SIZE) {
            return -1L;
        }
        return controls <= first ? 0 : (1L << (controls - first)) - 1;
    }

    /// What the Case carried when it failed.
    public List<Item> caseItems() {
        var list = new ArrayList<Item>();
        for (int i = 0; i < items.length; i++) {
            if (carried[i]) {
                list.add(items[i]);
            }
        }
        return list;
    }

    /// What it carried of some attributes.
    public List<Item> caseItems(Set<String> attributes) {
        var list = new ArrayList<Item>();
        for (int i = 0; i < items.length; i++) {
            if (carried[i] && attributes.contains(items[i].attribute())) {
                list.add(items[i]);
            }
        }
        return list;
    }

    /// About how many bytes it takes on the heap, items not counted: they are shared.
    public long bytes() {
        return 160L + items.length * (4L + 4 + WORDS * Long.BYTES + 1 + 2);
    }
}
