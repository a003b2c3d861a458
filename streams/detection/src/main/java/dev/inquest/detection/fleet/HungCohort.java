package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.fleet.Ledger.Entry;
import dev.inquest.detection.pattern.HungNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The incident of hung nodes in one cluster: it speaks for all of them, so that one incident pages
/// once, and says what they have in common, or that they have nothing in common yet.
final class HungCohort {

    static final String ID = "hung-cohort";

    /// The pattern whose cases decide who is hung.
    static final String MEMBERS = HungNode.ID;

    /// More children than this get no finding of their own; the parent counts them all the same.
    static final int MAX_CHILDREN = 1_000;

    private static final Remedy COMPARE =
            new Remedy(
                    "Look at the consoles of the hung nodes before resetting them; the findings"
                            + " under this one quote what they said.",
                    List.of(),
                    "A reset node takes its evidence with it.",
                    "");

    private HungCohort() {}

    static Finding begin(String cluster, Entry first) {
        return Finding.begin(
                FindingKey.ofIncident(ID, cluster, first.onset()),
                new Telling(
                        Severity.CRITICAL,
                        "",
                        "",
                        Optional.empty(),
                        Answer.NO_COMMON_FACTOR,
                        List.of(COMPARE)),
                Paging.NO_WITNESS,
                Course.begin(first.at()));
    }

    /// The finding in words that fit its members.
    static Finding tell(Finding finding) {
        return tell(finding, finding.telling().answer());
    }

    /// The finding with another answer to what its members share.
    static Finding tell(Finding finding, Answer answer) {
        var before = finding.telling();
        var count = finding.concerned().size();
        var title =
                "%s hung in cluster %s: %s"
                        .formatted(
                                Rollup.nodes(finding), finding.key().cluster(), answer.statement());
        var narrative =
                "%s%s, or panicked and %s not back yet. What they share that the healthy fleet does not: %s. %s"
                        .formatted(
                                Rollup.nodes(finding) + (count == 1 ? " hangs" : " hang"),
                                where(finding),
                                count == 1 ? "is" : "are",
                                answer.statement(),
                                answer.explanation())
                        .strip();
        var telling =
                new Telling(
                        before.severity(),
                        title,
                        narrative,
                        before.workload(),
                        answer.statement(),
                        Stream.concat(answer.remedy().stream(), Stream.of(COMPARE)).toList(),
                        Optional.of(answer));
        return finding.with(telling, paging(finding));
    }

    private static String where(Finding finding) {
        var zones = finding.zones();
        return zones.isEmpty()
                ? ""
                : zones.entrySet().stream()
                        .map(zone -> zone.getValue() + " in " + zone.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /// Nobody speaks for the incident any more.
    static Finding alone(Finding finding) {
        return finding.alone(paging(finding));
    }

    private static Paging paging(Finding finding) {
        if (!finding.isWitnessed()) {
            return Paging.NO_WITNESS;
        }
        return Paging.yes("the console or a lease confirms that a node hangs");
    }
}
