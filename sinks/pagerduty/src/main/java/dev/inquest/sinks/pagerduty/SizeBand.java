package dev.inquest.sinks.pagerduty;

/// How large a cohort is, roughly: an alert is told again when that changes, and not for every node
/// that joins.
final class SizeBand {

    private static final int[] FROM = {1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000};

    private SizeBand() {}

    static int of(int nodes) {
        var band = 0;
        while (band < FROM.length && nodes >= FROM[band]) {
            band++;
        }
        return band;
    }
}
