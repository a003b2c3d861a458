package dev.inquest.sinks.delivery;

import java.time.Instant;
import java.util.Optional;

/// How a sink stands: what a person asks when a page is missing.
///
/// @param active whether this instance has the findings; another one of the group may
/// @param waiting notices read and not yet told
/// @param unread records of the topic not yet read
/// @param behindSince since when there is always something waiting
/// @param lastAccepted when the receiver last took something
/// @param lastFailure when it last did not, or Kafka did not
/// @param why what it said then
/// @param accepted notices taken since the start
/// @param deadLetters notices given up since the start
public record SinkHealth(
        String sink,
        boolean paging,
        boolean active,
        long waiting,
        long unread,
        Optional<Instant> behindSince,
        Optional<Instant> lastAccepted,
        Optional<Instant> lastFailure,
        String why,
        long accepted,
        long deadLetters) {

    /// Before anything happened.
    static SinkHealth begin(String sink, boolean paging) {
        return new SinkHealth(
                sink,
                paging,
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                0);
    }

    public boolean isBehind() {
        return behindSince.isPresent();
    }
}
