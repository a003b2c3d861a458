package dev.inquest.detection.cohort;

/// One bit for each slot of a shelf, so that Cases can be counted eight words at a time.
final class Bits {

    private static final int WORDS = Shelf.MAX_SETS / Long.SIZE;

    private final long[] words = new long[WORDS];

    void set(int slot, boolean value) {
        long bit = 1L << slot;
        words[slot / Long.SIZE] =
                value ? words[slot / Long.SIZE] | bit : words[slot / Long.SIZE] & ~bit;
    }

    boolean get(int slot) {
        return (words[slot / Long.SIZE] & (1L << slot)) != 0;
    }

    int count() {
        int sum = 0;
        for (long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }

    Bits and(Bits other) {
        var both = new Bits();
        for (int i = 0; i < WORDS; i++) {
            both.words[i] = words[i] & other.words[i];
        }
        return both;
    }

    Bits andNot(Bits other) {
        var rest = new Bits();
        for (int i = 0; i < WORDS; i++) {
            rest.words[i] = words[i] & ~other.words[i];
        }
        return rest;
    }

    /// How many slots are in all three.
    int countWith(Bits other, Bits third) {
        int sum = 0;
        for (int i = 0; i < WORDS; i++) {
            sum += Long.bitCount(words[i] & other.words[i] & third.words[i]);
        }
        return sum;
    }

    /// How many slots are in both.
    int countWith(Bits other) {
        return countWith(other, other);
    }
}
