package dev.inquest.telemetry.otlp;

import java.time.Duration;
import java.util.Optional;

/// What a receiver made of a request. OTLP tells apart what may be tried again and what may not.
public sealed interface Outcome {

    /// It has it, but for so many records that it rejected for good.
    ///
    /// @param message why, in the receiver's words; empty where nothing was rejected
    record Accepted(long rejected, String message) implements Outcome {}

    /// Not now: the same request may be sent again.
    ///
    /// @param after how long the receiver wants to be left alone
    record Later(String reason, Optional<Duration> after) implements Outcome {}

    /// It will never take this request.
    record Refused(String reason) implements Outcome {}
}
