package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.cohort.item.Column;
import dev.inquest.detection.cohort.item.Dictionary;
import dev.inquest.detection.cohort.item.Item;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells which rows carry all of some items, by their codes.
record Match(Map<Integer, BitSet> codesByColumn, boolean possible) {

    static Match of(Dictionary dictionary, List<Item> items) {
        var codes = new HashMap<Integer, BitSet>();
        for (var item : items) {
            var column = dictionary.find(item.attribute());
            if (column.isEmpty()) {
                return new Match(Map.of(), false);
            }
            codes.merge(
                    column.get().place(),
                    column.get().codesOf(item),
                    (a, b) -> {
                        a.and(b);
                        return a;
                    });
        }
        return new Match(codes, true);
    }

    boolean test(Rows rows, int place) {
        if (!possible) {
            return false;
        }
        for (var entry : codesByColumn.entrySet()) {
            char code = rows.get(place, entry.getKey());
            if (code <= Column.OTHER || !entry.getValue().get(code)) {
                return false;
            }
        }
        return true;
    }
}
