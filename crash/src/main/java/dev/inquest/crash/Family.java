package dev.inquest.crash;

import java.util.List;

/// Formats that share their telltale words, so that an ordinary line is dismissed after a few plain
/// searches.
record Family(Kind kind, List<String> words, List<Format> formats) {

    boolean mayHead(String text) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    boolean heads(String text) {
        return mayHead(text)
                && formats.stream().anyMatch(format -> format.head().matcher(text).find());
    }
}
