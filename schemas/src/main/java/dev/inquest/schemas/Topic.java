package dev.inquest.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// Ties a topic's name to the one type of record in it and to how it is kept, so that nobody spells
/// a topic or guesses a type twice.
///
/// @param name full name, prefix included
/// @param shortName name without the prefix, as used in evidence and in replays
/// @param type the generated class of its values
/// @param spread over how many partitions it is laid
/// @param config topic configuration given at creation
public record Topic<V extends SpecificRecord>(
        String name, String shortName, Class<V> type, Spread spread, Map<String, String> config) {

    /// Over how many partitions a topic is laid.
    public enum Spread {
        /// The one partition count that all event topics share.
        BY_NODE,
        /// One partition, because its reader needs one order over all nodes.
        SINGLE
    }

    /// The registry's subject of the values, by TopicNameStrategy.
    public String subject() {
        return name + "-value";
    }
}
