package dev.inquest.sinks.receiver;

import java.time.Duration;
import java.util.Optional;

/// What a receiver makes of a notice. Reasons reach logs and dead letters: they hold no secrets.
public sealed interface Answer {

    /// It has it.
    record Accepted() implements Answer {}

    /// It will never take it: a dead letter.
    ///
    /// @param status of HTTP that it answered with; 0 where there is none
    record Refused(String reason, int status) implements Answer {}

    /// Not now, for this reason: tried again.
    ///
    /// @param after how long the receiver wants to be left alone
    record Later(String reason, Optional<Duration> after) implements Answer {}

    static Answer accepted() {
        return new Accepted();
    }

    static Answer refused(String reason) {
        return new Refused(reason, 0);
    }

    static Answer later(String reason) {
        return new Later(reason, Optional.empty());
    }
}
