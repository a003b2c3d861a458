package dev.inquest.detection.cohort.roster;

import dev.inquest.detection.cohort.item.Column;
import dev.inquest.detection.cohort.item.Dictionary;
import dev.inquest.detection.cohort.item.Item;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells which rows carry all of some items, by their codes; what no row can carry must be part of
/// the version of a workload.
///
/// @param beside items of attributes that no row has
record Match(Map<Integer, BitSet> codesByColumn, List<Item> beside) {

    static Match of(Dictionary dictionary, List<Item> items) {
        var codes = new HashMap<Integer, BitSet>();
        var beside = new ArrayList<Item>();
        for (var item : items) {
            var column = dictionary.find(item.attribute());
            if (column.isEmpty()) {
                beside.add(item);
                continue;
            }
            codes.merge(
                    column.get().place(),
                    column.get().codesOf(item),
                    (a, b) -> {
                        a.and(b);
                        return a;
                    });
        }
        return new Match(codes, List.copyOf(beside));
    }

    boolean test(Rows rows, int place, List<Item> version) {
        if (!version.containsAll(beside)) {
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
