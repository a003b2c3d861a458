package dev.inquest.topology;

import dev.inquest.detection.fleet.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Where the fleet application posts whether rollouts may go on, and others read it.
///
/// What was posted lasts for a minute: whoever no longer hears of the fleet lets nothing go on.
public final class GuardBoard {

    /// Longer than this nothing that was posted is believed.
    public static final Duration LASTS = Duration.ofMinutes(1);

    /// Answers about a fleet that is read so late are not those of now.
    private static final Duration LAGS_AT_MOST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private volatile Optional<Posted> last = Optional.empty();

    public GuardBoard(InstantSource clock) {
        this.clock = clock;
    }

    private record Posted(Guard guard, Instant at) {}

    /// Posts it, from the thread of the application.
    public void post(Guard guard) {
        last = Optional.of(new Posted(guard, clock.instant()));
    }

    /// What was posted, if that is of now; else nothing may go on.
    public Optional<Guard> fresh() {
        var now = clock.instant();
        return last.filter(posted -> posted.at().plus(LASTS).isAfter(now))
                .map(Posted::guard)
                .filter(guard -> guard.asOf().plus(LAGS_AT_MOST).isAfter(now));
    }

    /// What was last posted, however long ago.
    public Guard last() {
        return last.map(Posted::guard).orElse(Guard.NONE);
    }
}
