package dev.inquest.sinks.delivery;

import java.time.Instant;
import java.util.Optional;

/// How a sink stands: what a person asks when a page is missing.
///
/// @param active whether this instance has the findings; another one of the group may
/// @param failing whether its work is interrupted by something that it does not expect; it begins
///   again by itself
/// @param waiting notices read and not yet told
/// @param unread records of the topic not yet read
/// @param behindSince since when there is always something waiting
/// @param lastAccepted when the receiver last took something
/// @param lastFailure when it last did not, or Kafka did not
/// @param why what it said then; empty where it is behind for another reason, such as its own pace
/// @param lastBeat when the receiver last took a heartbeat
/// @param accepted notices taken since the start
/// @param deadLetters notices given up since the start
public record SinkHealth(
        String sink,
        boolean paging,
        boolean active,
        boolean failing,
        long waiting,
        long unread,
        Optional<Instant> behindSince,
        Optional<Instant> lastAccepted,
        Optional<Instant> lastFailure,
        String why,
        Optional<Instant> lastBeat,
        long accepted,
        long deadLetters) {

    public boolean isBehind() {
        return behindSince.isPresent();
    }
}
