package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.matched.MatchedSet;

/// The part of the matched sets that a question is asked of: which Cases, and which of their
/// controls.
///
/// A Case stays comparable within any part that was chosen by what its members carry: it is as
/// random among those left as it was among all.
final class Mask {

    private static final int WORDS = MatchedSet.WORDS;

    private final boolean[] cases;
    private final long[] controls;
    private final int[] counts;

    private Mask(int sets) {
        this.cases = new boolean[sets];
        this.controls = new long[sets * WORDS];
        this.counts = new int[sets];
    }

    /// All controls, and the Cases that may count.
    static Mask all(Sample sample, boolean onlyProven) {
        var mask = new Mask(sample.size());
        for (int i = 0; i < sample.size(); i++) {
            var set = sample.set(i);
            mask.cases[i] = !onlyProven || set.onset().proven();
            for (int word = 0; word < WORDS; word++) {
                mask.put(i, word, set.everybody(word));
            }
        }
        return mask;
    }

    private void put(int set, int word, long bits) {
        controls[set * WORDS + word] = bits;
        counts[set] += Long.bitCount(bits);
    }

    /// Those of this part that carry an item.
    Mask with(Sample sample, Track track) {
        var mask = new Mask(cases.length);
        for (int i = 0; i < cases.length; i++) {
            mask.cases[i] = cases[i] && sample.caseCarries(track, i);
            for (int word = 0; cases[i] && word < WORDS; word++) {
                mask.put(i, word, at(i, word) & sample.carriers(track, i, word));
            }
        }
        return mask;
    }

    /// Those of this part that are not in another, smaller part.
    Mask without(Mask covered) {
        var mask = new Mask(cases.length);
        for (int i = 0; i < cases.length; i++) {
            mask.cases[i] = cases[i] && !covered.cases[i];
            for (int word = 0; mask.cases[i] && word < WORDS; word++) {
                mask.put(i, word, at(i, word) & ~covered.at(i, word));
            }
        }
        return mask;
    }

    /// All Cases of this part, each only with the controls that are like it in an item.
    Mask alike(Sample sample, Track track) {
        var mask = new Mask(cases.length);
        for (int i = 0; i < cases.length; i++) {
            mask.cases[i] = cases[i];
            long flip = sample.caseCarries(track, i) ? 0 : -1L;
            for (int word = 0; cases[i] && word < WORDS; word++) {
                mask.put(i, word, at(i, word) & (sample.carriers(track, i, word) ^ flip));
            }
        }
        return mask;
    }

    boolean hasCase(int set) {
        return cases[set];
    }

    int cases() {
        int sum = 0;
        for (boolean one : cases) {
            sum += one ? 1 : 0;
        }
        return sum;
    }

    /// How many controls of a set are in this part.
    int controls(int set) {
        return counts[set];
    }

    long at(int set, int word) {
        return controls[set * WORDS + word];
    }
}
