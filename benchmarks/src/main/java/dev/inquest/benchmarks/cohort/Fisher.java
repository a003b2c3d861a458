package dev.inquest.benchmarks.cohort;

/// The one-sided exact test of a two-by-two table.
final class Fisher {

    private Fisher() {}

    /// The chance that so many or more of the failing carry an item that so many of all carry.
    static double tail(int with, int failing, int carriers, int all) {
        double sum = 0;
        for (int x = with; x <= Math.min(failing, carriers); x++) {
            if (failing - x <= all - carriers) {
                sum +=
                        Math.exp(
                                choose(carriers, x)
                                        + choose(all - carriers, failing - x)
                                        - choose(all, failing));
            }
        }
        return Math.min(1, sum);
    }

    private static double choose(int n, int k) {
        double log = 0;
        for (int i = 1; i <= k; i++) {
            log += Math.log((double) (n - k + i) / i);
        }
        return log;
    }
}
