package dev.inquest.sinks.backlog;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How fast a receiver is told, and how long it is tried.
///
/// @param perMinute requests a minute and lane, in the long run
/// @param burst requests at once after a pause
/// @param atOnce requests under way at a time
/// @param firstRetry wait after the first failure; it doubles with each further one
/// @param longestRetry the longest wait between attempts
/// @param giveUpAfter a notice that was tried for so long becomes a dead letter
public record Pace(
        int perMinute,
        int burst,
        int atOnce,
        Duration firstRetry,
        Duration longestRetry,
        Duration giveUpAfter) {

    /// No limit that a receiver would notice.
    public static final Pace DEFAULT =
            new Pace(
                    6_000,
                    100,
                    4,
                    Duration.ofMillis(500),
                    Duration.ofMinutes(1),
                    Duration.ofHours(6));

    public Pace {
        if (perMinute < 1 || burst < 1 || atOnce < 1) {
            throw new IllegalArgumentException("a pace must let something through");
        }
    }

    /// The same with another limit.
    public Pace limitedTo(int perMinute, int burst) {
        return new Pace(perMinute, burst, atOnce, firstRetry, longestRetry, giveUpAfter);
    }

    /// How long to wait after so many failures in a row: between half and the whole of the doubled
    /// wait, so that many who failed together do not come back together.
    Duration waitAfter(int failures, RandomGenerator random) {
        var doublings = Math.min(failures - 1, 30);
        var whole = Math.min(firstRetry.toMillis() << doublings, longestRetry.toMillis());
        return Duration.ofMillis(Math.max(1, (long) (whole * (0.5 + random.nextDouble() / 2))));
    }
}
