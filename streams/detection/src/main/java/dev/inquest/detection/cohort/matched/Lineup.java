package dev.inquest.detection.cohort.matched;

import dev.inquest.detection.cohort.item.Column;
import dev.inquest.detection.cohort.item.Dictionary;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns the rows of a Case and its controls into a matched set: from members and what they carry
/// to items and who carries them.
public final class Lineup {

    private static final int CASE = -1;
    private static final Comparator<Item> STORED =
            Comparator.comparingInt(Item::hashCode).thenComparing(Comparator.naturalOrder());

    private final Dictionary dictionary;
    private final int[] columns;
    private final Map<Integer, Entry> byCode = new LinkedHashMap<>();
    private final Map<Item, Entry> byItem = new LinkedHashMap<>();
    private int controls;

    /// @param nodes how many nodes the fleet has: attributes that tell all of them apart are left
    ///   out
    public Lineup(Dictionary dictionary, int nodes) {
        this.dictionary = dictionary;
        this.columns = useful(dictionary, nodes);
    }

    private static int[] useful(Dictionary dictionary, int nodes) {
        var places = new int[dictionary.width()];
        int count = 0;
        for (int place = 0; place < places.length; place++) {
            if (!dictionary.at(place).identifies(nodes)) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /// Who carries one item, or one code of several items.
    private static final class Entry {
        private final long[] carriers = new long[MatchedSet.WORDS];
        private boolean carried;

        void add(int member) {
            if (member == CASE) {
                carried = true;
            } else {
                carriers[member / Long.SIZE] |= 1L << member;
            }
        }

        void add(Entry other) {
            carried |= other.carried;
            for (int word = 0; word < carriers.length; word++) {
                carriers[word] |= other.carriers[word];
            }
        }
    }

    /// Takes in what the Case carried.
    ///
    /// @param beside items that are in no row
    public void setCase(char[] row, List<Item> beside) {
        add(row, beside, CASE);
    }

    /// Takes in one more control.
    public void addControl(char[] row, List<Item> beside) {
        add(row, beside, controls++);
    }

    private void add(char[] row, List<Item> beside, int member) {
        for (var item : beside) {
            byItem.computeIfAbsent(item, _ -> new Entry()).add(member);
        }
        for (int place : columns) {
            char code = place < row.length ? row[place] : Column.UNKNOWN;
            if (code > Column.OTHER) {
                byCode.computeIfAbsent(place << Character.SIZE | code, _ -> new Entry())
                        .add(member);
            }
        }
    }

    /// The finished set.
    public MatchedSet stand(Onset onset) {
        byCode.forEach((key, entry) -> {
            for (Tally tally : dictionary.at(key >>> Character.SIZE).tallies((char) (int) key)) {
                byItem.computeIfAbsent(tally.item(), _ -> new Entry()).add(entry);
            }
        });
        var items = new ArrayList<>(byItem.keySet());
        items.sort(STORED);
        var carriers = new long[items.size() * MatchedSet.WORDS];
        var carried = new boolean[items.size()];
        for (int i = 0; i < carried.length; i++) {
            var entry = byItem.getOrDefault(items.get(i), new Entry());
            System.arraycopy(entry.carriers, 0, carriers, i * MatchedSet.WORDS, MatchedSet.WORDS);
            carried[i] = entry.carried;
        }
        return new MatchedSet(onset, controls, items.toArray(Item[]::new), carriers, carried);
    }
}
