package dev.inquest.detection.fleet;

import java.time.Instant;

/// What a person told Inquest about findings.
///
/// Sealed, so that nothing people can say is forgotten where it has to take effect.
public sealed interface Order {

    /// Somebody has taken a finding on.
    record Acknowledge(String finding, Acknowledged by) implements Order {}

    /// Nobody has, after all.
    record Unacknowledge(String finding) implements Order {}

    /// Something is to wake nobody for a while.
    record Keep(Silence silence) implements Order {}

    /// It may wake somebody again.
    record Lift(Silence.Subject subject) implements Order {}

    /// Somebody who has taken a finding on.
    record Acknowledged(String by, String reason, Instant at) {}
}
