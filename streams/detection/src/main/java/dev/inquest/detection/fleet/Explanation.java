package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cohort.Cause;
import dev.inquest.detection.cohort.Commonality;
import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
import dev.inquest.detection.cohort.Tier;
import dev.inquest.detection.cohort.Wording;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.remedy.Advice;
import dev.inquest.detection.cohort.remedy.Advice.Experience;
import dev.inquest.detection.cohort.remedy.Alternatives;
import dev.inquest.detection.cohort.roster.Headcount;
import dev.inquest.detection.cohort.roster.Roster;
import dev.inquest.detection.event.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts what the cohort engine found into words for people, with the fleet's own counts beside it.
final class Explanation {

    /// Names of nodes that carry a cause and have not failed yet.
    private static final int NAMED = 20;

    private static final String LEGEND =
            "Expected is how many failing nodes would carry it if it did not matter; p is the chance"
                    + " that any fact at all would look like this without being a cause, however often"
                    + " one looks. It is an association, not a proof.";

    private final Roster roster;
    private final Incident incident;
    private final Alternatives alternatives;

    Explanation(Roster roster, Incident incident, Alternatives alternatives) {
        this.roster = roster;
        this.incident = incident;
        this.alternatives = alternatives;
    }

    Answer of(Commonality commonality) {
        var causes = commonality.causes().stream().filter(cause -> !cause.over()).toList();
        if (causes.isEmpty()) {
            return nothing(commonality.failing());
        }
        var factors = new ArrayList<Factor>();
        var sentences = new ArrayList<String>();
        for (var cause : causes) {
            var count = roster.count(cause.items(), NAMED);
            factors.add(factor(cause, count));
            sentences.add(Wording.of(cause) + ". " + healthy(count));
        }
        if (commonality.isSampled()) {
            sentences.add(
                    "Numbers are from %,d of %,d failing nodes, drawn at random."
                            .formatted(commonality.examined(), commonality.failing()));
        }
        sentences.add(LEGEND);
        var advice = advice(causes.getFirst());
        return new Answer(
                factors.stream().map(Factor::name).collect(Collectors.joining("; and ")),
                course(advice),
                incident.size(),
                String.join(" ", sentences),
                List.copyOf(factors),
                Optional.of(remedy(advice)));
    }

    private static Answer nothing(int failing) {
        var least = Rules.DEFAULT.minFailing();
        var why =
                failing < least
                        ? "It takes at least %d failing nodes to tell.".formatted(least)
                        : "All known facts of %,d failing nodes were compared with those of random healthy nodes: they share nothing that chance would not explain."
                                .formatted(failing);
        return new Answer(Answer.NO_COMMON_FACTOR, "", failing, why, List.of(), Optional.empty());
    }

    private static Factor factor(Cause cause, Headcount count) {
        var ratio = cause.ratio();
        var bounded = !ratio.isOneSided();
        return new Factor(
                cause.items().stream().map(Item::toString).toList(),
                cause.tier() == Tier.CONFIRMED,
                cause.failingWith(),
                cause.failingWithout(),
                count.with(),
                count.without(),
                bounded ? Optional.of(ratio.estimate()) : Optional.empty(),
                ratio.lower(),
                bounded ? Optional.of(ratio.upper()) : Optional.empty(),
                cause.corrected(),
                cause.equivalents().stream().map(other -> other.item().toString()).toList());
    }

    private static String healthy(Headcount count) {
        var all = count.with() + count.without();
        var names = count.sample().stream().map(NodeId::name).collect(Collectors.joining(", "));
        return count.with() == 0
                ? "None of %,d healthy nodes carries it now.".formatted(all)
                : "%,d of %,d healthy nodes carry it now and are at risk: %s%s."
                        .formatted(
                                count.with(),
                                all,
                                names,
                                count.with() > count.sample().size() ? ", ..." : "");
    }

    /// The first item of a cause for which the fleet knows something better; else of the first
    /// item.
    private Advice advice(Cause cause) {
        var all = cause.items().stream().map(alternatives::to).toList();
        return all.stream()
                .filter(Advice.MoveTo.class::isInstance)
                .findFirst()
                .orElseGet(all::getFirst);
    }

    private static String course(Advice advice) {
        return switch (advice) {
            case Advice.MoveTo move -> "move to " + move.better().item();
            case Advice.TooEarly _ -> "too early to say";
        };
    }

    private static Remedy remedy(Advice advice) {
        return new Remedy(text(advice), List.of(), "It rests on association, not on proof.", "");
    }

    private static String text(Advice advice) {
        var guilty = advice.guilty();
        return switch (advice) {
            case Advice.MoveTo move ->
                    "Move to %s: %s; on %s: %s."
                            .formatted(
                                    move.better().item(),
                                    experience(move.better()),
                                    guilty.item().value(),
                                    experience(guilty));
            case Advice.TooEarly early ->
                    "Leave %s; where to, it is too early to say%s."
                            .formatted(
                                    guilty.item(),
                                    early.nearest()
                                            .map(near ->
                                                    ". Tried longest is %s: %s"
                                                            .formatted(
                                                                    near.item().value(),
                                                                    experience(near)))
                                            .orElse(""));
        };
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
}
