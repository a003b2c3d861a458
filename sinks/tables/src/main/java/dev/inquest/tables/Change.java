package dev.inquest.tables;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What became of one key of a table.
///
/// @param before the row as the reader of changes knew it; null where there was none
/// @param after the row as it is now; null when it was deleted
public record Change<V extends SpecificRecord>(
        String key, @Nullable Row<V> before, @Nullable Row<V> after) {

    /// This change and a later one of the same key, as one.
    Change<V> then(Change<V> later) {
        return new Change<>(key, before, later.after);
    }

    boolean isNothing() {
        return before == null && after == null;
    }
}
