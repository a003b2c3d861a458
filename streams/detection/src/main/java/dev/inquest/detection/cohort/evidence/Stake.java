package dev.inquest.detection.cohort.evidence;

/// Bets on one claim, "this does not matter", and keeps count of what the bets have won: evidence
/// that may be looked at after every failure.
///
/// It starts at 1 (0 as a logarithm). While the claim is true, the chance that it *ever* reaches
/// `1/p` is at most `p` (Ville's inequality). It is the average of four bets, and an average of
/// fair bets is fair.
public final class Stake {

    private static final double LOG_BETS = Math.log(Odds.BETS);

    private final double[] logs = new double[Odds.BETS];
    private double highest;

    /// A failure. Where all members carry it, or none, there is nothing to bet on.
    ///
    /// @param carried whether the failing node carries what the bet is about
    /// @param with members of the matched set that carry it, the failing node included
    /// @param members of the matched set, the failing node included
    public void observe(boolean carried, int with, int members) {
        if (with == 0 || with == members) {
            return;
        }
        double[] factors = Odds.of(members);
        int at = Odds.at(with, carried);
        double most = Double.NEGATIVE_INFINITY;
        for (int bet = 0; bet < Odds.BETS; bet++) {
            logs[bet] += factors[at + bet];
            most = Math.max(most, logs[bet]);
        }
        if (most > highest) {
            highest = Math.max(highest, log());
        }
    }

    /// The logarithm of the stake now.
    public double log() {
        double most = logs[0];
        for (double log : logs) {
            most = Math.max(most, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum) - LOG_BETS;
    }

    /// The logarithm of the highest stake so far; never below 0.
    public double highest() {
        return highest;
    }
}
