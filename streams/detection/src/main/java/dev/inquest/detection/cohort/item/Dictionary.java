package dev.inquest.detection.cohort.item;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gives the items of a fleet small numbers: a column per attribute, a two-byte code per value.
///
/// It is bounded in every direction and says what it left out. What it cannot number is unknown or
/// "other", never taken for something else.
public final class Dictionary {

    /// Further attributes are ignored until one is no longer used.
    public static final int MAX_ATTRIBUTES = 128;

    /// Of one node, this many attributes count: those known already first, then by name.
    public static final int MAX_ATTRIBUTES_PER_NODE = 64;

    /// Of one attribute of one node, this many items count, in order of value.
    public static final int MAX_ITEMS_PER_ATTRIBUTE = 32;

    /// Values of all attributes together; further ones are "other".
    public static final int MAX_VALUES = 524_288;

    private final Map<String, Column> byName = new HashMap<>();
    private final @Nullable Column[] byPlace = new @Nullable Column[MAX_ATTRIBUTES];
    private int width;
    private long ignored;

    /// Writes a node's items as a row of codes, one per column.
    ///
    /// @param nodes how many nodes the fleet has
    public char[] encode(Collection<Item> items, int nodes, long now) {
        var row = new char[MAX_ATTRIBUTES];
        boolean room = values() < MAX_VALUES;
        for (var entry : chosen(items).entrySet()) {
            var column = column(entry.getKey());
            if (column != null) {
                row[column.place()] = column.code(entry.getValue(), room, now);
                column.retireIfUseless(nodes);
            }
        }
        return row;
    }

    private int values() {
        int sum = 0;
        for (var column : byName.values()) {
            sum += column.values();
        }
        return sum;
    }

    private Map<String, List<Item>> chosen(Collection<Item> items) {
        var byAttribute = new TreeMap<String, List<Item>>();
        for (var item : items) {
            byAttribute.computeIfAbsent(item.attribute(), _ -> new ArrayList<>(1)).add(item);
        }
        byAttribute.replaceAll((_, several) -> sorted(several));
        if (byAttribute.size() <= MAX_ATTRIBUTES_PER_NODE) {
            return byAttribute;
        }
        ignored += byAttribute.size() - MAX_ATTRIBUTES_PER_NODE;
        var names = new ArrayList<>(byAttribute.keySet());
        names.sort((a, b) -> Boolean.compare(byName.containsKey(b), byName.containsKey(a)));
        names.subList(MAX_ATTRIBUTES_PER_NODE, names.size()).forEach(byAttribute::remove);
        return byAttribute;
    }

    private static List<Item> sorted(List<Item> several) {
        return several.size() == 1
                ? List.of(several.getFirst())
                : several.stream().sorted().distinct().limit(MAX_ITEMS_PER_ATTRIBUTE).toList();
    }

    private @Nullable Column column(String attribute) {
        var known = byName.get(attribute);
        if (known != null) {
            return known;
        }
        int place = freePlace();
        if (place < 0) {
            ignored++;
            return null;
        }
        var column = new Column(attribute, place);
        byName.put(attribute, column);
        byPlace[place] = column;
        width = Math.max(width, place + 1);
        return column;
    }

    private int freePlace() {
        if (width < MAX_ATTRIBUTES) {
            return width;
        }
        for (int place = 0; place < width; place++) {
            var column = byPlace[place];
            if (column != null && column.isUnused()) {
                byName.remove(column.attribute());
                return place;
            }
        }
        return -1;
    }

    /// How many columns a row has at present.
    public int width() {
        return width;
    }

    /// The column at a place below {@link #width()}.
    public Column at(int place) {
        var column = byPlace[place];
        if (column == null) {
            throw new IllegalArgumentException("no column at " + place);
        }
        return column;
    }

    /// The column of an attribute, if any node has it.
    public Optional<Column> find(String attribute) {
        return Optional.ofNullable(byName.get(attribute));
    }

    /// Attributes that group nodes rather than tell them apart.
    ///
    /// @param nodes how many nodes the fleet has
    public List<String> grouping(int nodes) {
        return byName.values().stream()
                .filter(column -> !column.identifies(nodes))
                .map(Column::attribute)
                .sorted()
                .toList();
    }

    /// How many different items are numbered.
    public int items() {
        int sum = 0;
        for (var column : byName.values()) {
            sum += column.tallies().size();
        }
        return sum;
    }

    /// How often an attribute of a node was left out for want of room.
    public long ignored() {
        return ignored;
    }
}
