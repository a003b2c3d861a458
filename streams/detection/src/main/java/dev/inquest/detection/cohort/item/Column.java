package dev.inquest.detection.cohort.item;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers the values of one attribute, so that a node needs two bytes for it.
///
/// A code stands for what one node says of the attribute: mostly one item, several where an
/// attribute has several values at once. Codes that no row holds any more are given out again.
public final class Column {

    /// The node says nothing of this attribute.
    public static final char UNKNOWN = 0;

    /// There was no room for the value. It is no item: nothing can be blamed on it.
    public static final char OTHER = 1;

    /// Further values are {@link #OTHER}.
    public static final int MAX_VALUES = 32_768;

    private static final int FEW = 16;

    private final String attribute;
    private final int place;
    private final List<Value> byCode = new ArrayList<>(List.of(Value.none(), Value.none()));
    private final Map<List<Item>, Character> codes = new HashMap<>();
    private final Map<Item, Tally> tallies = new HashMap<>();
    private final ArrayDeque<Character> free = new ArrayDeque<>();
    private int references;
    private boolean retired;

    Column(String attribute, int place) {
        this.attribute = attribute;
        this.place = place;
    }

    /// What a code stands for, and how many rows hold it.
    private static final class Value {
        private List<Item> items;
        private List<Tally> tallies;
        private int references;

        private Value(List<Item> items, List<Tally> tallies) {
            this.items = items;
            this.tallies = tallies;
        }

        private static Value none() {
            return new Value(List.of(), List.of());
        }
    }

    /// What the items are values of.
    public String attribute() {
        return attribute;
    }

    /// Where in a node's row this attribute stands.
    public int place() {
        return place;
    }

    /// The code for these items, which must be sorted.
    ///
    /// @param room whether the dictionary has room for a new one
    char code(List<Item> items, boolean room, long now) {
        var known = codes.get(items);
        if (known != null) {
            return known;
        }
        if (!room || retired || codes.size() >= MAX_VALUES) {
            return OTHER;
        }
        var value = new Value(items, items.stream().map(item -> counted(item, now)).toList());
        char code = put(value);
        codes.put(items, code);
        return code;
    }

    private Tally counted(Item item, long now) {
        var tally = tallies.computeIfAbsent(item, fresh -> new Tally(fresh, now));
        tally.codes(1);
        return tally;
    }

    private char put(Value value) {
        if (free.isEmpty()) {
            byCode.add(value);
            return (char) (byCode.size() - 1);
        }
        char code = free.pop();
        byCode.set(code, value);
        return code;
    }

    /// Counters of the items that a code stands for.
    public List<Tally> tallies(char code) {
        return byCode.get(code).tallies;
    }

    /// All codes that stand for an item, alone or among others.
    public BitSet codesOf(Item item) {
        var found = new BitSet();
        codes.forEach((items, code) -> {
            if (items.contains(item)) {
                found.set(code);
            }
        });
        return found;
    }

    /// One more row holds this code.
    public void retain(char code) {
        if (code != UNKNOWN) {
            references++;
            byCode.get(code).references++;
        }
    }

    /// One row less holds this code; the last one frees it.
    public void release(char code) {
        if (code == UNKNOWN) {
            return;
        }
        references--;
        var value = byCode.get(code);
        value.references--;
        if (value.references == 0 && code != OTHER) {
            forget(code, value);
        }
    }

    private void forget(char code, Value value) {
        codes.remove(value.items);
        byCode.set(code, Value.none());
        free.push(code);
        for (var tally : value.tallies) {
            tally.codes(-1);
            if (tally.isUnused()) {
                tallies.remove(tally.item());
            }
        }
    }

    /// Gives up on an attribute that has filled its column and only tells nodes apart.
    void retireIfUseless(int nodes) {
        if (!retired && codes.size() >= MAX_VALUES && identifies(nodes)) {
            retired = true;
            codes.clear();
            tallies.clear();
            byCode.forEach(value -> {
                value.items = List.of();
                value.tallies = List.of();
            });
        }
    }

    boolean isUnused() {
        return references == 0;
    }

    int values() {
        return codes.size();
    }

    /// How many nodes carry one item, if any does.
    public @Nullable Tally tally(Item item) {
        return tallies.get(item);
    }

    /// Counters of all items of this attribute.
    public Collection<Tally> tallies() {
        return tallies.values();
    }

    /// Whether the attribute tells nodes apart rather than groups them, as a host name does: it has
    /// more items than a fifth of the nodes.
    public boolean identifies(int nodes) {
        return retired || tallies.size() > Math.max(FEW, nodes / 5);
    }
}
