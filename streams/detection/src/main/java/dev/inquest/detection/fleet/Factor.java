package dev.inquest.detection.fleet;

import java.util.List;
import java.util.Optional;

/// One thing that failing nodes share and healthy ones do not, with its numbers as they are told.
///
/// @param items one to three, as name=value
/// @param healthyWith nodes at risk that carry it and have not failed
/// @param ratio how many times the risk carriers bear; none where only a lower bound can be given
/// @param chance of such evidence for any item, corrected for all questions asked
/// @param equivalent what cannot be told from it
public record Factor(
        List<String> items,
        boolean confirmed,
        int failingWith,
        int failingWithout,
        int healthyWith,
        int healthyWithout,
        Optional<Double> ratio,
        double ratioLow,
        Optional<Double> ratioHigh,
        double chance,
        List<String> equivalent) {

    private static final int NAMED = 2;

    /// The factor and how sure it is, and no number that drifts.
    String name() {
        var others = equivalent.stream().limit(NAMED).map(other -> " or " + other).toList();
        var more = equivalent.size() - others.size();
        return "%s%s%s (%s)"
                .formatted(
                        String.join(" with ", items),
                        String.join("", others),
                        more > 0 ? " or %d more".formatted(more) : "",
                        confirmed ? "CONFIRMED" : "SUSPECTED");
    }
}
