package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Pace;
import java.time.Duration;

/// What every sink can be told, whatever its receiver.
///
/// @param name told apart from other sinks by it, in Kafka and in the log
/// @param page whether somebody may be woken. Without it, a receiver that can wake somebody is told
///   nothing, and the log says "would page"
/// @param beatEvery how often a receiver is told that Inquest lives
public record SinkSettings(String name, boolean page, Pace pace, Duration beatEvery) {

    public static final Duration BEAT_EVERY = Duration.ofMinutes(1);

    public SinkSettings {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "a sink's name is up to 63 small letters, digits and dashes, not '%s'"
                            .formatted(name));
        }
    }
}
