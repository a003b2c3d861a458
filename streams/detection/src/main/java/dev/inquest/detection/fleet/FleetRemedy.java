package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cohort.Cause;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.remedy.Advice;
import dev.inquest.detection.cohort.remedy.Advice.Experience;
import dev.inquest.detection.cohort.remedy.Alternatives;
import dev.inquest.detection.cohort.roster.Headcount;
import java.util.List;
import java.util.Optional;

/// What the fleet's own experience says to do about a cause.
///
/// @param course where it leads, in few words without numbers that drift
record FleetRemedy(String course, Remedy remedy) {

    private static final String TOO_EARLY = "too early to say";

    /// To a value that has been tried long enough: of the first item of the cause for which there
    /// is one.
    static FleetRemedy of(Cause cause, Alternatives alternatives) {
        var all = cause.items().stream().map(alternatives::to).toList();
        return all.stream()
                .filter(Advice.MoveTo.class::isInstance)
                .findFirst()
                .map(FleetRemedy::of)
                .orElseGet(() -> of(all.getFirst()));
    }

    private static FleetRemedy of(Advice advice) {
        var guilty = advice.guilty();
        return switch (advice) {
            case Advice.MoveTo move ->
                    of(
                            "move to " + move.better().item(),
                            "Move to %s: %s; on %s: %s."
                                    .formatted(
                                            move.better().item(),
                                            experience(move.better()),
                                            guilty.item().value(),
                                            experience(guilty)));
            case Advice.TooEarly early ->
                    of(
                            TOO_EARLY,
                            "Leave %s; where to, it is too early to say%s."
                                    .formatted(guilty.item(), tried(early.nearest())));
        };
    }

    private static String tried(Optional<Experience> longest) {
        return longest.map(near ->
                        ". Tried longest is %s: %s"
                                .formatted(near.item().value(), experience(near)))
                .orElse("");
    }

    private static String experience(Experience one) {
        return "%,.0f %s on %,d healthy nodes, %s node-hours"
                .formatted(
                        one.failures(),
                        Math.round(one.failures()) == 1 ? "failure" : "failures",
                        one.nodes(),
                        one.hours() < 10
                                ? "%.1f".formatted(one.hours())
                                : "%,.0f".formatted(one.hours()));
    }

    /// To be without it: recommended where, at the rate of those that have it, at least three nodes
    /// without it would be failing, too.
    static FleetRemedy without(Item item, Cause cause, Headcount healthy, String healthyOnes) {
        var with = cause.failingWith() + healthy.with();
        var expected = (double) cause.failingWith() / Math.max(1, with) * healthy.without();
        var enough = expected >= Alternatives.ENOUGH && cause.failingWithout() * 3.0 <= expected;
        var numbers =
                "with it %,d failing nodes and %,d %s, without it %,d and %,d"
                        .formatted(
                                cause.failingWith(),
                                healthy.with(),
                                healthyOnes,
                                cause.failingWithout(),
                                healthy.without());
        return enough
                ? of("be without " + item, "Be rid of %s: %s.".formatted(item, numbers))
                : of(
                        TOO_EARLY,
                        "Whether to be rid of %s, it is too early to say: %s."
                                .formatted(item, numbers));
    }

    private static FleetRemedy of(String course, String text) {
        return new FleetRemedy(
                course, new Remedy(text, List.of(), "It rests on association, not on proof.", ""));
    }
}
