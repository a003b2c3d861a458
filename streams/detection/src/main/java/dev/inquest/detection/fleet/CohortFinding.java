package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.fleet.Ledger.Entry;
import dev.inquest.detection.pattern.CrashloopCohort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The finding of one condition that several nodes of a cluster are in for one reason, such as one
/// kernel crash or one workload that crash-loops, and of what they have in common.
final class CohortFinding {

    /// One node alone is no cohort: it is remembered, and told with the second.
    static final int SEVERAL = 2;

    /// Cohorts of one pattern that may be open in one cluster; further causes are not followed.
    static final int MAX_OPEN = 256;

    private static final Paging NOTHING_CONFIRMED =
            new Paging(false, "held back: nothing that its nodes share is confirmed");

    private CohortFinding() {}

    static Finding begin(Entry first) {
        var about = first.about().bare();
        return new Finding(
                FindingKey.ofCohort(
                        about.pattern(), first.node().cluster(), about.cause(), first.onset()),
                new Telling(
                        about.severity(),
                        "",
                        "",
                        about.workload(),
                        Answer.NO_COMMON_FACTOR,
                        about.remedies()),
                Map.of(),
                List.of(),
                Optional.empty(),
                NOTHING_CONFIRMED,
                Course.begin(first.at()),
                Optional.empty(),
                Optional.of(about),
                Attention.NONE);
    }

    /// The finding with this answer to what its members share, in words that fit them.
    static Finding tell(Finding finding, Case about, Answer answer) {
        var before = finding.telling();
        var nodes = Rollup.nodes(finding);
        var title = "%s on %s: %s".formatted(about.title(), nodes, answer.statement());
        var narrative =
                "%s What these nodes share that others do not: %s. %s"
                        .formatted(about.narrative(), answer.statement(), answer.explanation())
                        .strip();
        var telling =
                new Telling(
                        before.severity(),
                        title,
                        narrative,
                        before.workload(),
                        answer.statement(),
                        Stream.concat(answer.remedy().stream(), about.remedies().stream()).toList(),
                        Optional.of(answer));
        return finding.with(telling, paging(finding, about, answer));
    }

    /// That a workload crash-loops is its owner's business, unless it does so for a reason that
    /// lies with nodes or a version. A crash is everybody's, once it is more than text.
    private static Paging paging(Finding finding, Case about, Answer answer) {
        if (finding.parent().isPresent()) {
            return Paging.SPOKEN_FOR;
        }
        if (about.pattern().equals(CrashloopCohort.ID)) {
            return answer.isConfirmed()
                    ? Paging.yes("what its nodes share is confirmed")
                    : NOTHING_CONFIRMED;
        }
        return finding.isWitnessed()
                ? Paging.yes("a missing heartbeat or a reboot confirms that a node crashed")
                : Paging.NO_WITNESS;
    }

    /// Nodes of a workload that is compared only with others that run it.
    static Optional<String> exposed(Case about) {
        return about.pattern().equals(CrashloopCohort.ID) ? about.workload() : Optional.empty();
    }
}
