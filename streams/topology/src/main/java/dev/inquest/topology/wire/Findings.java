package dev.inquest.topology.wire;

import dev.inquest.detection.fleet.Answer;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.Order.Acknowledged;
import dev.inquest.detection.fleet.Silence;
import dev.inquest.detection.fleet.Telling;
import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Tier;
import java.util.List;
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
        var acknowledged = finding.attention().acknowledged();
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
                .setCommonality(commonality(telling))
                .setEvidence(Words.evidence(finding.evidence(), MAX_EVIDENCE))
                .setRemedies(telling.remedies().stream().map(Words::remedy).toList())
                .setParent(finding.parent().orElse(null))
                .setPages(finding.pagingNow().pages())
                .setPagingReason(finding.pagingNow().reason())
                .setAcknowledgedBy(acknowledged.map(Acknowledged::by).orElse(null))
                .setAcknowledgedAt(acknowledged.map(Acknowledged::at).orElse(null))
                .setSilencedUntil(finding.attention().silenced().map(Silence::until).orElse(null))
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

    private static @Nullable Commonality commonality(Telling telling) {
        return telling.commonality().isEmpty()
                ? null
                : Commonality.newBuilder()
                        .setStatement(telling.commonality())
                        .setFactors(telling.shared().map(Findings::factors).orElse(List.of()))
                        .build();
    }

    private static List<Factor> factors(Answer answer) {
        return answer.factors().stream().map(Findings::factor).toList();
    }

    private static Factor factor(dev.inquest.detection.fleet.Factor factor) {
        return Factor.newBuilder()
                .setItems(factor.items())
                .setFailingWith(factor.failingWith())
                .setFailingWithout(factor.failingWithout())
                .setHealthyWith(factor.healthyWith())
                .setHealthyWithout(factor.healthyWithout())
                .setRiskRatio(factor.ratio().orElse(null))
                .setRiskRatioLow(factor.ratioLow())
                .setRiskRatioHigh(factor.ratioHigh().orElse(null))
                .setPValue(factor.chance())
                .setTier(factor.confirmed() ? Tier.CONFIRMED : Tier.SUSPECTED)
                .setEquivalent(factor.equivalent())
                .build();
    }
}
