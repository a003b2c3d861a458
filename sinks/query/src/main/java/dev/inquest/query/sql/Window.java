package dev.inquest.query.sql;

import java.time.Duration;
import java.util.Optional;

/// How a push query cuts time.
public sealed interface Window {

    /// How long after its end a window still takes records that come late; a day unless told
    /// otherwise, as in ksqlDB.
    Optional<Duration> grace();

    /// Windows of one size, side by side.
    record Tumbling(Duration size, Optional<Duration> grace) implements Window {}

    /// Windows of one size that overlap.
    record Hopping(Duration size, Duration advance, Optional<Duration> grace) implements Window {}

    /// A window for as long as no gap is longer.
    record Session(Duration gap, Optional<Duration> grace) implements Window {}
}
