package dev.inquest.telemetry;

import dev.inquest.telemetry.otlp.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How traces, or metrics, fare at their receiver: some receivers take only one of them. While one
/// is not taken it is tried ever less often, so that a fleet does not fall upon a receiver that
/// starts.
final class Signal {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String name;
    private final ReceiverObserver observer;
    private final RandomGenerator random;
    private Instant restsUntil = Instant.MIN;
    private int failures;
    private boolean taken = true;

    /// @param random spreads attempts
    Signal(String name, ReceiverObserver observer, RandomGenerator random) {
        this.name = name;
        this.observer = observer;
        this.random = random;
    }

    boolean maySend(Instant now) {
        return !now.isBefore(restsUntil);
    }

    void note(Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Accepted _ -> taken();
            case Outcome.Refused refused -> notTaken(refused.reason(), Optional.empty(), now);
            case Outcome.Later later -> notTaken(later.reason(), later.after(), now);
        }
    }

    private void taken() {
        failures = 0;
        if (!taken) {
            observer.takenAgain(name);
        }
        taken = true;
    }

    private void notTaken(String why, Optional<Duration> after, Instant now) {
        failures++;
        restsUntil = now.plus(after.orElseGet(this::rest));
        if (taken) {
            observer.notTaken(name, why);
        }
        taken = false;
    }

    /// Between half and the whole of a time that doubles.
    private Duration rest() {
        var doubled = FIRST.toMillis() << Math.min(failures - 1, 20);
        var whole = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (whole * (0.5 + random.nextDouble() / 2)));
    }
}
