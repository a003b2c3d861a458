package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Ledger.Entry;
import dev.inquest.detection.pattern.CrashloopCohort;
import dev.inquest.detection.pattern.PhantomInterfaceCrashloop;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Knows which cohorts and which incident of hung nodes are open, by what they are about, and which
/// other finding speaks for one.
final class OpenCohorts {

    private final Map<Name, String> open = new HashMap<>();
    private final Map<Name, Integer> counts = new HashMap<>();

    /// What one cohort is about; all of a pattern and cluster where the cause is empty.
    private record Name(String pattern, String cluster, String cause) {}

    /// A finding was entered, revised or resolved.
    void note(Finding finding) {
        if (finding.about().isEmpty() && !finding.key().pattern().equals(HungCohort.ID)) {
            return;
        }
        var name = name(finding);
        var all = new Name(name.pattern(), name.cluster(), "");
        if (finding.course().status() == Status.OPEN) {
            if (open.put(name, finding.key().id()) == null) {
                counts.merge(all, 1, Integer::sum);
            }
        } else if (open.remove(name, finding.key().id())) {
            counts.merge(all, -1, Integer::sum);
        }
    }

    private static Name name(Finding finding) {
        var cause = finding.about().map(about -> about.cause()).orElse("");
        return new Name(finding.key().pattern(), finding.key().cluster(), cause);
    }

    /// Id of the open cohort of this condition.
    Optional<String> find(Entry entry) {
        var about = entry.about();
        return Optional.ofNullable(
                open.get(new Name(about.pattern(), entry.node().cluster(), about.cause())));
    }

    /// Id of the open incident of a cluster's hung nodes.
    Optional<String> hung(String cluster) {
        return Optional.ofNullable(open.get(new Name(HungCohort.ID, cluster, "")));
    }

    /// Whether one more may be opened.
    boolean hasRoom(Finding fresh) {
        var all = new Name(fresh.key().pattern(), fresh.key().cluster(), "");
        return counts.getOrDefault(all, 0) < CohortFinding.MAX_OPEN;
    }

    /// An open finding that says more of at least half of the nodes: that they hang, or what makes
    /// them crash-loop.
    Optional<Finding> speaker(Finding cohort, Collection<Finding> findings) {
        var loops = cohort.key().pattern().equals(CrashloopCohort.ID);
        var wanted = loops ? PhantomInterfaceCrashloop.ID : HungCohort.ID;
        return findings.stream()
                .filter(finding -> finding.key().pattern().equals(wanted))
                .filter(finding -> finding.key().cluster().equals(cohort.key().cluster()))
                .filter(finding -> finding.course().status() == Status.OPEN)
                .filter(finding ->
                        !loops || finding.telling().workload().equals(cohort.telling().workload()))
                .filter(finding -> isOfHalf(finding.members().keySet(), cohort))
                .findFirst();
    }

    private static boolean isOfHalf(Collection<NodeId> nodes, Finding cohort) {
        var concerned = cohort.concerned();
        var shared = concerned.stream().filter(member -> nodes.contains(member.node())).count();
        return shared > 0 && 2 * shared >= concerned.size();
    }
}
