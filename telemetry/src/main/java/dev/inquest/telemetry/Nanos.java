package dev.inquest.telemetry;

import java.time.Instant;

/// Time as OTLP counts it: nanoseconds since 1970.
public final class Nanos {

    private Nanos() {}

    public static long of(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }
}
