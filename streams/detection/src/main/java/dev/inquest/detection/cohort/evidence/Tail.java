package dev.inquest.detection.cohort.evidence;

/// How many failing nodes would carry an item by chance: the exact distribution when each has its
/// own matched set and so its own probability (Poisson-binomial).
public final class Tail {

    private final double[] probabilities;
    private int added;

    /// @param sets at most so many will be added
    public Tail(int sets) {
        probabilities = new double[sets + 1];
        probabilities[0] = 1;
    }

    /// A failing node that carries it by chance with this probability.
    public void add(double share) {
        added++;
        for (int x = added; x > 0; x--) {
            probabilities[x] = probabilities[x] * (1 - share) + probabilities[x - 1] * share;
        }
        probabilities[0] *= 1 - share;
    }

    /// The chance that so many or more carry it.
    public double atLeast(int carriers) {
        double sum = 0;
        for (int x = added; x >= carriers; x--) {
            sum += probabilities[x];
        }
        return Math.min(1, sum);
    }

    /// The largest of the tail probabilities that is not above a limit: what this item adds to the
    /// chance that *some* item looks so extreme. Zero if none is that small.
    public double largestUpTo(double limit) {
        double sum = 0;
        for (int x = added; x >= 0; x--) {
            double more = sum + probabilities[x];
            if (more > limit) {
                return sum;
            }
            sum = more;
        }
        return sum;
    }
}
