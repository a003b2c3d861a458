package dev.inquest.collectors.rounds;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides when a whole present is published: when it changed, and every hour.
///
/// @param <T> the present; compared by equals
public final class Present<T> {

    private static final Duration AT_LEAST = Duration.ofHours(1);

    private record Told<T>(T what, Instant at) {}

    private volatile Optional<Told<T>> last = Optional.empty();

    /// Whether this is news, or an hour has passed since the last.
    public boolean isDue(T present, Instant now) {
        return last.map(told ->
                        !told.what().equals(present) || !now.isBefore(told.at().plus(AT_LEAST)))
                .orElse(true);
    }

    /// It is being published now.
    public void told(T present, Instant now) {
        last = Optional.of(new Told<>(present, now));
    }

    /// It did not arrive: the next look publishes it again.
    public void forget() {
        last = Optional.empty();
    }
}
