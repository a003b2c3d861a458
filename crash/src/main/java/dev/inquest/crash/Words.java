package dev.inquest.crash;

import java.util.BitSet;
import java.util.List;

/// Telltale words, looked for all at once: most lines hold none, and every line of every console is
/// asked. One pass over a line dismisses it, because no three of its letters begin a word.
final class Words {
    private static final int SHORTEST = 3;
    private static final int TABLE = 1 << 15;

    private final List<String> words;
    private final BitSet beginnings = new BitSet(TABLE);

    private Words(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            if (word.length() < SHORTEST) {
                throw new IllegalArgumentException("too short to be looked for: " + word);
            }
            beginnings.set(slot(word, 0));
        }
    }

    static Words of(List<String> words) {
        return new Words(words);
    }

    /// Whether the text holds any of the words.
    boolean isIn(String text) {
        for (int at = 0; at + SHORTEST <= text.length(); at++) {
            if (beginnings.get(slot(text, at)) && beginsAt(text, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean beginsAt(String text, int at) {
        for (String word : words) {
            if (text.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    private static int slot(String text, int at) {
        int hash = text.charAt(at) * 1369 + text.charAt(at + 1) * 37 + text.charAt(at + 2);
        return (hash ^ (hash >>> 15)) & (TABLE - 1);
    }
}
