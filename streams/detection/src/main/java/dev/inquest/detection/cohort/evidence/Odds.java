package dev.inquest.detection.cohort.evidence;

import dev.inquest.detection.cohort.matched.MatchedSet;

/// What one failure does to the stake of a bet that "this item multiplies the odds of failing by
/// g".
///
/// With a share `q` of the matched set carrying the item, the bet says the failing node will carry
/// it with `theta = g q / (1 - q + g q)`. The stake is multiplied by `theta / q` if it does and by
/// `(1 - theta) / (1 - q)` if not. If the item does not matter, the expected factor is 1: a fair
/// bet.
final class Odds {

    /// The four bets that are made side by side.
    private static final double[] MULTIPLES = {4, 16, 64, 1024};

    static final int BETS = MULTIPLES.length;

    private static final double[][] LOGS = logs(MatchedSet.MAX_CONTROLS + 1);

    private Odds() {}

    /// Logarithms of the factors of all bets for sets of one size; {@link #at} says where they
    /// stand.
    static double[] of(int members) {
        return LOGS[members];
    }

    /// Where the {@link #BETS} factors begin.
    ///
    /// @param with members that carry the item, the Case included
    static int at(int with, boolean carried) {
        return (2 * with + (carried ? 1 : 0)) * BETS;
    }

    private static double[][] logs(int largest) {
        var logs = new double[largest + 1][];
        for (int members = 0; members <= largest; members++) {
            logs[members] = new double[2 * BETS * (members + 1)];
            for (int with = 1; with < members; with++) {
                fill(logs[members], with, (double) with / members);
            }
        }
        return logs;
    }

    private static void fill(double[] logs, int with, double q) {
        for (int bet = 0; bet < BETS; bet++) {
            double theta = MULTIPLES[bet] * q / (1 - q + MULTIPLES[bet] * q);
            logs[at(with, true) + bet] = Math.log(theta / q);
            logs[at(with, false) + bet] = Math.log((1 - theta) / (1 - q));
        }
    }
}
