package dev.inquest.detection.cohort.evidence;

/// How many times the risk carriers bear, with what the data can rule out.
///
/// @param estimate infinite when no failing node lacks the item
/// @param lower what it is at least, at 95 % (one-sided where there is no upper bound)
/// @param upper what it is at most, at 95 %; infinite when no failing node lacks the item
public record RiskRatio(double estimate, double lower, double upper) {

    /// Nothing speaks for a higher risk.
    static final RiskRatio NONE = new RiskRatio(0, 0, Double.POSITIVE_INFINITY);

    private static final double TWO_SIDED = 1.959963984540054;
    private static final double ONE_SIDED = 0.05;

    /// A share that no sample of controls could have shown is taken for this much.
    private static final double LEAST_SHARE = 1.0 / 1024;

    /// Whether only a lower bound can be given.
    public boolean isOneSided() {
        return Double.isInfinite(upper);
    }

    /// Adds up matched sets: the Mantel-Haenszel estimate, with the variance of Robins, Breslow and
    /// Greenland, or the Clopper-Pearson bound when every failing node carries it.
    public static final class Sum {
        private double inFavour;
        private double against;
        private double favourVariance;
        private double bothVariance;
        private double againstVariance;
        private int with;
        private int sets;
        private double expected;
        private int telling;
        private double sharesTelling;

        /// A failure. A set in which all or none carry it tells nothing about the ratio.
        ///
        /// @param controlsWith controls that carry it, of so many
        public void add(boolean carried, int controlsWith, int controls) {
            if (controls == 0) {
                return;
            }
            sets++;
            with += carried ? 1 : 0;
            expected += (double) controlsWith / controls;
            int carriers = controlsWith + (carried ? 1 : 0);
            if (carriers == 0 || carriers > controls) {
                return;
            }
            telling++;
            sharesTelling += (double) controlsWith / controls;
            double members = controls + 1;
            double r = carried ? (controls - controlsWith) / members : 0;
            double s = carried ? 0 : controlsWith / members;
            double p = (controls + 1 - controlsWith - (carried ? 0 : 1)) / members;
            inFavour += r;
            against += s;
            favourVariance += p * r;
            bothVariance += p * s + (1 - p) * r;
            againstVariance += (1 - p) * s;
        }

        /// Failing nodes that carry it.
        public int with() {
            return with;
        }

        /// Failing nodes.
        public int failing() {
            return sets;
        }

        /// How many of the failing would carry it if it did not matter.
        public double expected() {
            return expected;
        }

        /// What the sets say together.
        public RiskRatio ratio() {
            if (inFavour == 0) {
                return NONE;
            }
            if (against == 0) {
                return whenAllCarryIt(telling, Math.max(sharesTelling / telling, LEAST_SHARE));
            }
            double estimate = inFavour / against;
            double variance =
                    favourVariance / (2 * inFavour * inFavour)
                            + bothVariance / (2 * inFavour * against)
                            + againstVariance / (2 * against * against);
            double spread = Math.exp(TWO_SIDED * Math.sqrt(variance));
            return new RiskRatio(estimate, estimate / spread, estimate * spread);
        }
    }

    /// The bound when all of the failing carry what a share of the healthy carries.
    public static RiskRatio whenAllCarryIt(int failing, double share) {
        double least = Math.pow(ONE_SIDED, 1.0 / failing);
        double lower = least * (1 - share) / ((1 - least) * share);
        return new RiskRatio(Double.POSITIVE_INFINITY, lower, Double.POSITIVE_INFINITY);
    }
}
