package dev.inquest.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets a sign through at most once per second, so that a busy console does not become a flood.
final class Pulse {
    private static final Duration REST = Duration.ofSeconds(1);

    private Optional<Instant> last = Optional.empty();

    /// Whether a sign may pass now; if so, it has passed.
    boolean beats(Instant at) {
        boolean due = isDue(at);
        if (due) {
            last = Optional.of(at);
        }
        return due;
    }

    boolean isDue(Instant at) {
        return last.map(before -> at.isBefore(before) || !at.isBefore(before.plus(REST)))
                .orElse(true);
    }
}
