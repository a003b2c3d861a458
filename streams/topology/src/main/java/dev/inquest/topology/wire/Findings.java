package dev.inquest.topology.wire;

import dev.inquest.detection.fleet.Finding;
import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import org.jspecify.annotations.Nullable;

/// Writes findings.
public final class Findings {

    private static final int MAX_NODES = 50;
    private static final int MAX_EVIDENCE = 32;

    private Findings() {}

    /// The finding as it is told.
    public static dev.inquest.schemas.wire.Finding write(Finding finding) {
        var telling = finding.telling();
        var course = finding.course();
        return dev.inquest.schemas.wire.Finding.newBuilder()
                .setId(finding.key().id())
                .setPattern(finding.key().pattern())
                .setCluster(finding.key().cluster())
                .setSeverity(Words.severity(telling.severity()))
                .setStatus(FindingStatus.valueOf(course.status().name()))
                .setRevision(course.revision())
                .setTitle(telling.title())
                .setNarrative(telling.narrative())
                .setScope(scope(finding))
                .setCommonality(commonality(telling.commonality()))
                .setEvidence(Words.evidence(finding.evidence(), MAX_EVIDENCE))
                .setRemedies(telling.remedies().stream().map(Words::remedy).toList())
                .setParent(finding.parent().orElse(null))
                .setPages(finding.paging().pages())
                .setPagingReason(finding.paging().reason())
                .setFirstSeen(course.firstSeen())
                .setLastSeen(course.lastSeen())
                .build();
    }

    private static Scope scope(Finding finding) {
        var concerned = finding.concerned();
        return Scope.newBuilder()
                .setNodeCount(finding.count())
                .setNodes(
                        concerned.stream()
                                .limit(MAX_NODES)
                                .map(member -> member.node().toString())
                                .toList())
                .setZones(finding.zones())
                .setWorkload(finding.telling().workload().orElse(null))
                .build();
    }

    private static @Nullable Commonality commonality(String statement) {
        return statement.isEmpty()
                ? null
                : Commonality.newBuilder().setStatement(statement).build();
    }
}
