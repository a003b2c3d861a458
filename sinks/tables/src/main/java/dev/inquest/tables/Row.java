package dev.inquest.tables;

import org.apache.avro.specific.SpecificRecord;

/// One record of a topic, with where and when it was written.
///
/// @param timestamp detection time, in milliseconds since the epoch
/// @param size bytes of the value on the wire
public record Row<V extends SpecificRecord>(
        String key, V value, long timestamp, int partition, long offset, int size) {}
