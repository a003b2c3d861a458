package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// How much evidence a cause needs before it is named.
///
/// @param alpha allowed chance of naming any innocent cause in one incident, however often one
///   looks
/// @param minFailing a cause is carried by at least so many failing nodes
/// @param minRatio carriers bear at least so many times the risk, as estimated
/// @param minRatioBound and at least so many times as far as the data can rule out less
/// @param minCoverage a cause explains at least this share of what is still unexplained
/// @param maxCauses at most so many causes are named
/// @param maxOrder a cause is a combination of at most so many items
/// @param against how strong (as 1 / p) an item must beat another, given it, not to stand in one
///   class with it
/// @param attributeWeights how much of alpha an attribute gets, against 1 for those not listed
/// @param burstAttributes attributes whose value can fail as one event: a rack that loses its power
/// @param burst failures of one such value within this time after the first are that event
/// @param askedFirst attributes that explain before all others what they can explain: a new version
///   of a workload comes before the nodes that it runs on
/// @param retireAfter a cause none of whose carriers has been failing for so long is over
public record Rules(
        double alpha,
        int minFailing,
        double minRatio,
        double minRatioBound,
        double minCoverage,
        int maxCauses,
        int maxOrder,
        double against,
        Map<String, Double> attributeWeights,
        Set<String> burstAttributes,
        Duration burst,
        Set<String> askedFirst,
        Duration retireAfter) {

    /// What the documentation describes.
    public static final Rules DEFAULT =
            new Rules(
                    0.05,
                    3,
                    3,
                    1.5,
                    0.1,
                    5,
                    3,
                    20,
                    Map.of(),
                    Set.of("rack", "physical_host"),
                    Duration.ofSeconds(60),
                    Set.of(),
                    Duration.ofMinutes(5));

    public Rules {
        check(alpha > 0 && alpha < 1, "alpha must be between 0 and 1");
        check(minFailing >= 2, "min-failing must be at least 2");
        check(minCoverage >= 0 && minCoverage <= 1, "min-coverage must be between 0 and 1");
        check(maxCauses >= 1 && maxCauses <= 16, "max-causes must be between 1 and 16");
        check(maxOrder >= 1 && maxOrder <= 3, "max-order must be 1, 2 or 3");
        check(against > 1, "against must be above 1");
        check(
                attributeWeights.values().stream().allMatch(weight -> weight > 0 && weight <= 1e3),
                "attribute-weights must be above 0 and at most 1000");
        attributeWeights = Map.copyOf(attributeWeights);
        burstAttributes = Set.copyOf(burstAttributes);
        askedFirst = Set.copyOf(askedFirst);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("cohorts." + message);
        }
    }

    /// The same with some attributes trusted more or less.
    public Rules weighing(Map<String, Double> weights) {
        return new Rules(
                alpha,
                minFailing,
                minRatio,
                minRatioBound,
                minCoverage,
                maxCauses,
                maxOrder,
                against,
                weights,
                burstAttributes,
                burst,
                askedFirst,
                retireAfter);
    }

    /// The same with attributes that explain before all others.
    public Rules asking(Set<String> first) {
        return new Rules(
                alpha,
                minFailing,
                minRatio,
                minRatioBound,
                minCoverage,
                maxCauses,
                maxOrder,
                against,
                attributeWeights,
                burstAttributes,
                burst,
                first,
                retireAfter);
    }

    /// Whether an item is to explain what it can before all others.
    boolean isAskedFirst(Item item) {
        return askedFirst.contains(item.attribute());
    }
}
