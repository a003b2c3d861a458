package dev.inquest.collectors.cluster.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.IntentKind;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentMarksTest {

    private final IntentMarks marks = IntentMarks.builtIn();

    @ParameterizedTest
    @CsvSource({
        "ToBeDeletedByClusterAutoscaler,1700000000,SCALE_DOWN",
        "DeletionCandidateOfClusterAutoscaler,1,SCALE_DOWN",
        "karpenter.sh/disrupted,,SCALE_DOWN",
        "karpenter.sh/disruption,disrupting,SCALE_DOWN",
        "aws-node-termination-handler/spot-itn,1,SPOT_RECLAIM",
        "cloud.google.com/impending-node-termination,,SPOT_RECLAIM",
        "remediator.kubernetes.azure.com/unschedulable,,SPOT_RECLAIM",
        "medik8s.io/drain,,DRAIN"
    })
    void taintsAnnounce(String key, String value, IntentKind kind) {
        var node = node().editSpec().addNewTaint("NoSchedule", key, null, value).endSpec().build();
        assertThat(marks.on(node)).extracting(Sign::kind).containsExactly(kind);
    }

    @Test
    void cordonAnnotationsAndConditionsAnnounce() {
        var node =
                node().editMetadata()
                        .addToAnnotations("weave.works/kured-reboot-in-progress", "x")
                        .endMetadata()
                        .editSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .editStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("False")
                        .withMessage("node is shutting down")
                        .endCondition()
                        .endStatus()
                        .build();
        assertThat(marks.on(node))
                .extracting(Sign::source)
                .containsExactly(
                        "spec.unschedulable",
                        "condition Ready",
                        "annotation weave.works/kured-reboot-in-progress");
    }

    @Test
    void whatOnlySaysWhatANodeIsAnnouncesNothing() {
        var node =
                node().editSpec()
                        .addNewTaint(
                                "NoSchedule", "kubernetes.azure.com/scalesetpriority", null, "spot")
                        .addNewTaint("NoSchedule", "karpenter.sh/disruption", null, "other")
                        .endSpec()
                        .editMetadata()
                        .addToAnnotations("weave.works/kured-most-recent-reboot-needed", "x")
                        .endMetadata()
                        .build();
        assertThat(marks.on(node)).isEmpty();
    }

    private static NodeBuilder node() {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("n")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .endStatus();
    }
}
