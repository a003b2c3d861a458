package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.RiskRatio;
import dev.inquest.detection.cohort.item.Item;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says what was found in one line that a person woken at night can follow.
public final class Wording {

    private Wording() {}

    /// The whole answer; "no common factor" in so many words.
    public static String of(Commonality commonality) {
        if (commonality.causes().isEmpty()) {
            return "no common factor among %d failing nodes".formatted(commonality.failing());
        }
        var causes =
                commonality.causes().stream()
                        .map(Wording::of)
                        .collect(Collectors.joining("; and "));
        return commonality.isSampled()
                ? "%s; from %d of %d failing nodes, drawn at random"
                        .formatted(causes, commonality.examined(), commonality.failing())
                : causes;
    }

    /// One cause.
    public static String of(Cause cause) {
        return "%s: %s; %d of %d failing nodes carry it, %s expected; %s; corrected p = %s%s"
                .formatted(
                        cause.over() ? "OVER" : cause.tier(),
                        items(cause),
                        cause.failingWith(),
                        cause.failingWith() + cause.failingWithout(),
                        number(cause.expected()),
                        risk(cause.ratio()),
                        probability(cause.corrected()),
                        companions(cause));
    }

    private static String items(Cause cause) {
        return cause.items().stream().map(Item::toString).collect(Collectors.joining(" and "));
    }

    private static String risk(RiskRatio ratio) {
        return ratio.isOneSided()
                ? "at least %s times the risk".formatted(number(ratio.lower()))
                : "%s times the risk (95 %%: %s to %s)"
                        .formatted(
                                number(ratio.estimate()),
                                number(ratio.lower()),
                                number(ratio.upper()));
    }

    private static String companions(Cause cause) {
        return cause.equivalents().stream().map(Wording::companion).collect(Collectors.joining());
    }

    private static String companion(Companion companion) {
        int apart = companion.failingApart() + companion.controlsApart();
        return "; cannot be told from %s (%s)"
                .formatted(
                        companion.item(),
                        apart == 0
                                ? "no node seen has one without the other"
                                : apart + " of the nodes compared have one without the other");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    private static String probability(double p) {
        return p < 1e-6 ? "below 0.000001" : String.format(Locale.ROOT, "%.1g", p);
    }
}
