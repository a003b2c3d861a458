package dev.inquest.standalone.replay;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// One thing a recording tells, with the place it stands at, for complaints.
sealed interface Recorded {

    Instant at();

    Place place();

    /// An event.
    ///
    /// @param topic short name
    /// @param value null for ticks
    record Event(Place place, Instant at, String topic, String key, @Nullable SpecificRecord value)
            implements Recorded {}

    /// A line of a raw log of this node, whatever it said.
    record LineRead(Place place, Instant at, String node) implements Recorded {}
}
