package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.Cause;
import dev.inquest.detection.cohort.Commonality;
import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
import dev.inquest.detection.cohort.Tier;
import dev.inquest.detection.cohort.Wording;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.remedy.Alternatives;
import dev.inquest.detection.cohort.roster.Headcount;
import dev.inquest.detection.cohort.roster.Roster;
import dev.inquest.detection.event.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts what the cohort engine found into words for people, with the fleet's own counts beside it.
final class Explanation {

    /// Names of nodes that carry a cause and have not failed yet.
    private static final int NAMED = 20;

    private static final String LEGEND =
            "Expected is how many failing nodes would carry it if it did not matter; p is the chance"
                    + " that any fact at all would look like this without being a cause, however often"
                    + " one looks. It is an association, not a proof.";

    /// A node has these or has not; nobody moves from one value of them to another.
    private static final Set<String> BY_COUNT =
            Set.of(Compared.INTERFACE, Compared.IMAGE, Compared.REVISION);

    private final Roster roster;
    private final Incident incident;
    private final Optional<String> workload;
    private final Alternatives alternatives;

    /// @param workload only nodes that run it are compared
    Explanation(
            Roster roster,
            Incident incident,
            Optional<String> workload,
            Alternatives alternatives) {
        this.roster = roster;
        this.incident = incident;
        this.workload = workload;
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
            var count = roster.count(cause.items(), NAMED, workload, incident::hasCase);
            factors.add(factor(cause, count));
            sentences.add(Wording.of(cause) + ". " + healthy(count));
        }
        if (commonality.isSampled()) {
            sentences.add(
                    "Numbers are from %,d of %,d failing nodes, drawn at random."
                            .formatted(commonality.examined(), commonality.failing()));
        }
        reservation().ifPresent(sentences::add);
        sentences.add(LEGEND);
        var remedy = remedy(causes.getFirst());
        return new Answer(
                factors.stream().map(Factor::name).collect(Collectors.joining("; and ")),
                remedy.course(),
                incident.size(),
                String.join(" ", sentences),
                List.copyOf(factors),
                Optional.of(remedy.remedy()));
    }

    /// By node-hours where nodes change from one value to another, by counting where they have it
    /// or have not.
    private FleetRemedy remedy(Cause cause) {
        return cause.items().stream()
                .filter(item -> BY_COUNT.contains(item.attribute()))
                .findFirst()
                .map(item -> FleetRemedy.without(item, cause, count(item), healthyOnes()))
                .orElseGet(() -> FleetRemedy.of(cause, alternatives));
    }

    private Headcount count(Item item) {
        return roster.count(List.of(item), 0, workload, incident::hasCase);
    }

    private String healthyOnes() {
        return "healthy nodes"
                + workload.filter(roster::watches).map(one -> " that run " + one).orElse("");
    }

    /// Who runs a workload is told by the cluster collector; without it the comparison says little.
    private Optional<String> reservation() {
        return workload.filter(one -> !roster.watches(one))
                .map(one ->
                        "Which nodes run %s is not known, so they are compared with the whole cluster, and nothing can be confirmed."
                                .formatted(one));
    }

    private Answer nothing(int failing) {
        var least = Rules.DEFAULT.minFailing();
        var why =
                failing < least
                        ? "It takes at least %d failing nodes to tell.".formatted(least)
                        : "All known facts of %,d failing nodes were compared with those of random healthy nodes: they share nothing that chance would not explain."
                                .formatted(failing);
        var explanation = reservation().map(more -> why + " " + more).orElse(why);
        return new Answer(
                Answer.NO_COMMON_FACTOR, "", failing, explanation, List.of(), Optional.empty());
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

    private String healthy(Headcount count) {
        var all = count.with() + count.without();
        var names = count.sample().stream().map(NodeId::name).collect(Collectors.joining(", "));
        return count.with() == 0
                ? "None of %,d %s carries it now.".formatted(all, healthyOnes())
                : "%,d of %,d %s carry it now and are at risk: %s%s."
                        .formatted(
                                count.with(),
                                all,
                                healthyOnes(),
                                names,
                                count.with() > count.sample().size() ? ", ..." : "");
    }
}
