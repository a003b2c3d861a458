package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.Onset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps the matched sets of one incident, at most so many, and follows the items that several of
/// the failing nodes carry.
///
/// When it is full, the set with the largest seed goes. Seeds know nothing of outcomes, so what
/// remains is a random sample of all Cases, and the same one in whatever order they arrived.
final class Shelf {

    /// More matched sets than this are not kept.
    static final int MAX_SETS = 512;

    private final int minFailing;
    private final @Nullable MatchedSet[] slots = new @Nullable MatchedSet[MAX_SETS];
    private final TreeMap<Long, Integer> bySeed = new TreeMap<>(Long::compareUnsigned);
    private final Map<Item, Integer> failing = new HashMap<>();
    private final Map<Item, Track> tracks = new HashMap<>();

    Shelf(int minFailing) {
        this.minFailing = minFailing;
    }

    int size() {
        return bySeed.size();
    }

    /// Puts a set in its place.
    ///
    /// @return the set that had to go, which may be this one
    Optional<MatchedSet> put(MatchedSet set) {
        Optional<MatchedSet> gone = Optional.empty();
        if (bySeed.size() == MAX_SETS) {
            var last = slots[bySeed.lastEntry().getValue()];
            if (last == null || Long.compareUnsigned(set.onset().seed(), bySeed.lastKey()) >= 0) {
                return Optional.of(set);
            }
            remove(last);
            gone = Optional.of(last);
        }
        int slot = freeSlot();
        slots[slot] = set;
        bySeed.put(set.onset().seed(), slot);
        tracks.values().forEach(track -> track.locate(slot, set));
        set.caseItems().forEach(item -> carry(item, 1));
        return gone;
    }

    /// All slots in use are below this number.
    int end() {
        int end = MAX_SETS;
        while (end > 0 && slots[end - 1] == null) {
            end--;
        }
        return end;
    }

    private int freeSlot() {
        for (int slot = 0; slot < MAX_SETS; slot++) {
            if (slots[slot] == null) {
                return slot;
            }
        }
        throw new IllegalStateException("the shelf is full");
    }

    Optional<MatchedSet> find(Onset onset) {
        var slot = bySeed.get(onset.seed());
        return slot == null ? Optional.empty() : Optional.of(at(slot));
    }

    void remove(MatchedSet set) {
        var slot = bySeed.remove(set.onset().seed());
        if (slot != null) {
            slots[slot] = null;
            set.caseItems().forEach(item -> carry(item, -1));
        }
    }

    private void carry(Item item, int more) {
        int carriers = failing.merge(item, more, Integer::sum);
        if (carriers == 0) {
            failing.remove(item);
        }
        if (carriers < minFailing) {
            tracks.remove(item);
        } else if (!tracks.containsKey(item)) {
            tracks.put(item, track(item));
        }
    }

    private Track track(Item item) {
        var track = new Track(item);
        for (int slot = 0; slot < MAX_SETS; slot++) {
            var set = slots[slot];
            if (set != null) {
                track.locate(slot, set);
            }
        }
        return track;
    }

    Collection<Track> tracks() {
        return tracks.values();
    }

    /// Slots that hold a set, in the order of the sets' onsets.
    int[] inOrder() {
        return bySeed.values().stream()
                .sorted(Comparator.comparing(slot -> at(slot).onset()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The set at a slot that holds one.
    MatchedSet at(int slot) {
        var set = slots[slot];
        if (set == null) {
            throw new IllegalStateException("slot " + slot + " is empty");
        }
        return set;
    }

    long bytes() {
        long sum = MAX_SETS * 4L;
        for (var set : slots) {
            sum += set == null ? 0 : set.bytes();
        }
        sum += failing.size() * 64L;
        return sum + tracks.values().stream().mapToLong(track -> track.bytes() + 64).sum();
    }
}
