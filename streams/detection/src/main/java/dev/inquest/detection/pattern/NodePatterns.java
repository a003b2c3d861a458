package dev.inquest.detection.pattern;

import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import java.time.Duration;
import java.util.List;

/// The one list of all node patterns: a new pattern is a record and a line here.
public final class NodePatterns {

    private NodePatterns() {}

    /// Every pattern, in the order in which it is consulted.
    ///
    /// @param advisories what an operator knows of kernels
    public static List<NodePattern<?>> all(
            KnownIssues known, Advisories advisories, CrashDumpGuide guide) {
        return List.of(
                new HungNode(),
                new NodeWedged(Duration.ofMinutes(5), Duration.ofMinutes(2)),
                new CrashDumpFailed(guide),
                new CrashedAndRebooted(),
                new KernelTrouble(Duration.ofHours(1)),
                new KernelCrashCohort(Duration.ofSeconds(10), Duration.ofHours(24)),
                new VmPaused(Duration.ofMinutes(10)),
                new DuplicateIdentity(),
                new PlannedRebootOverdue(Duration.ofMinutes(10)),
                new KernelAdvisory(advisories),
                new PhantomInterface(known, Duration.ofMinutes(10)),
                new PhantomInterfaceCrashloop(
                        known, Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(1)),
                new CrashloopCohort(Duration.ofMinutes(15)));
    }
}
