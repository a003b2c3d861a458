package dev.inquest.benchmarks.cohort;

import java.util.Arrays;

/// Durations, sorted.
final class Percentiles {

    private final double[] millis;

    private Percentiles(double[] millis) {
        this.millis = millis;
    }

    static Percentiles of(long[] nanos) {
        return new Percentiles(
                Arrays.stream(nanos).sorted().mapToDouble(one -> one / 1e6).toArray());
    }

    double at(double share) {
        return millis[(int) Math.min(millis.length - 1L, (long) (millis.length * share))];
    }
}
