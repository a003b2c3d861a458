package dev.inquest.tables;

import java.util.List;

/// What a reader takes at once.
///
/// @param items oldest first; empty when nothing came in time
/// @param missed how many were dropped before them, because the reader was too slow
public record Batch<T>(List<T> items, long missed) {

    public Batch {
        items = List.copyOf(items);
    }
}
