package dev.inquest.detection.node;

import java.time.Duration;
import java.time.Instant;

/// Heartbeats of a boot that should be over: a late one is nothing, but many, beside those of the
/// present boot, are a second machine under the same name.
///
/// @param since its first heartbeat after the present boot's first
/// @param last its latest
public record Rival(String bootId, int beats, Instant since, Instant last) {

    private static final int SEVERAL = 3;
    private static final Duration FOR_LONG = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    static Rival begin(String bootId, Instant at) {
        return new Rival(bootId, 1, at, at);
    }

    boolean isContinuedBy(String otherBootId, Instant at) {
        return bootId.equals(otherBootId) && !isOver(at);
    }

    Rival heard(Instant at) {
        return new Rival(bootId, beats + 1, since, at);
    }

    /// Whether it keeps coming, so that it is no late heartbeat.
    public boolean insists() {
        return beats >= SEVERAL && !last.isBefore(since.plus(FOR_LONG));
    }

    /// Whether nothing was heard of it for ten minutes.
    public boolean isOver(Instant now) {
        return !last.plus(FORGOTTEN_AFTER).isAfter(now);
    }
}
