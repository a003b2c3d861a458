package dev.inquest.tables;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// What a Kafka record turns out to be.
sealed interface Decoded<V extends SpecificRecord> {

    record Present<V extends SpecificRecord>(Row<V> row) implements Decoded<V> {}

    /// A tombstone, or a tick among the heartbeats.
    record Deleted<V extends SpecificRecord>(String key) implements Decoded<V> {}

    /// Bytes that are no such record.
    ///
    /// @param key null where the record has none
    record Unreadable<V extends SpecificRecord>(@Nullable String key, String reason)
            implements Decoded<V> {}
}
