package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;

/// Watches sinks at work, so that logs, metrics and tests see calls.
public interface SinkObserver {

    /// The receiver has it.
    default void accepted(String sink, Notice notice, Duration took) {}

    /// The receiver would have been told, were paging switched on.
    default void wouldPage(String sink, Notice notice) {}

    /// The receiver did not take it now, and will be told again.
    default void later(String sink, Notice notice, String why) {}

    /// The notice is a dead letter: refused, or tried for too long.
    default void deadLetter(String sink, Notice notice, String why) {}

    /// A record of the topic cannot be read and is a dead letter.
    default void unreadable(String sink, long offset, String why) {}

    /// The sink cannot go on for now, such as without Kafka; it tries again.
    default void interrupted(String sink, String why) {}

    /// What came of telling the receiver that Inquest lives.
    ///
    /// @param why empty when it has it
    default void beat(String sink, String why) {}

    /// How the sink stands; called about once a second.
    default void health(SinkHealth health) {}
}
