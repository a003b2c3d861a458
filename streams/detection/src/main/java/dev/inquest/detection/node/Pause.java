package dev.inquest.detection.node;

import java.time.Duration;
import java.time.Instant;

/// A gap between two heartbeats of one boot: the machine, its agent or the way to Kafka stood
/// still.
///
/// @param from the last heartbeat before it
/// @param until the first heartbeat after it
public record Pause(Instant from, Instant until) {

    /// Shorter gaps are a heartbeat that got lost.
    public static final Duration SHORTEST = Duration.ofSeconds(20);

    /// How long it was.
    public Duration length() {
        return Duration.between(from, until);
    }
}
