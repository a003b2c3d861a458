package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.matched.MatchedSet;

/// The part of the matched sets that a question is asked of: which Cases, and which of their
/// controls.
///
/// A Case stays comparable within any part that was chosen by what its members carry: it is as
/// random among those left as it was among all.
final class Mask {

    private static final int WORDS = MatchedSet.WORDS;

    private final Bits cases;
    private final long[] controls;
    private final short[] counts;

    private Mask(Bits cases, int slots) {
        this.cases = cases;
        this.controls = new long[slots * WORDS];
        this.counts = new short[slots];
    }

    /// All controls, and the Cases that may count.
    static Mask all(Sample sample, boolean onlyProven) {
        var cases = new Bits();
        var mask = new Mask(cases, sample.slots());
        for (int slot : sample.order()) {
            var set = sample.set(slot);
            cases.set(slot, !onlyProven || set.onset().proven());
            for (int word = 0; word < WORDS; word++) {
                mask.put(slot, word, set.everybody(word));
            }
        }
        return mask;
    }

    private void put(int slot, int word, long bits) {
        controls[slot * WORDS + word] = bits;
        counts[slot] += (short) Long.bitCount(bits);
    }

    /// Those of this part that carry an item.
    Mask with(Sample sample, Track track) {
        var mask = new Mask(cases.and(track.cases()), counts.length);
        for (int slot : sample.order()) {
            for (int word = 0; cases.get(slot) && word < WORDS; word++) {
                mask.put(slot, word, at(slot, word) & sample.carriers(track, slot, word));
            }
        }
        return mask;
    }

    /// Those of this part that are not in another, smaller part.
    Mask without(Sample sample, Mask covered) {
        var mask = new Mask(cases.andNot(covered.cases), counts.length);
        for (int slot : sample.order()) {
            for (int word = 0; mask.hasCase(slot) && word < WORDS; word++) {
                mask.put(slot, word, at(slot, word) & ~covered.at(slot, word));
            }
        }
        return mask;
    }

    /// All Cases of this part, each only with the controls that are like it in an item.
    Mask alike(Sample sample, Track track) {
        var mask = new Mask(cases, counts.length);
        for (int slot : sample.order()) {
            long flip = track.cases().get(slot) ? 0 : -1L;
            for (int word = 0; cases.get(slot) && word < WORDS; word++) {
                mask.put(slot, word, at(slot, word) & (sample.carriers(track, slot, word) ^ flip));
            }
        }
        return mask;
    }

    boolean hasCase(int slot) {
        return cases.get(slot);
    }

    Bits cases() {
        return cases;
    }

    /// How many controls of a set are in this part.
    int controls(int slot) {
        return counts[slot];
    }

    long at(int slot, int word) {
        return controls[slot * WORDS + word];
    }
}
