package dev.inquest.collectors.cluster.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.RunningWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeWorkloadsTest {

    static {
        TrustedRecords.trust();
    }

    private final NodeWorkloads workloads = new NodeWorkloads();

    @Test
    void untilAWholeListWasSeenNothingIsSaid() {
        workloads.present(pod("u1", "DaemonSet", "cilium", "r1", "Running"), "n1");
        assertThat(workloads.on("n1")).isEmpty();

        workloads.listed();

        assertThat(workloads.on("n1")).isPresent();
        assertThat(workloads.on("n2")).contains(List.of());
    }

    @Test
    void aWorkloadIsToldWithItsRevisionAndImages() {
        workloads.listed();
        workloads.present(pod("u1", "DaemonSet", "cilium", "r1", "Running"), "n1");

        assertThat(workloads.on("n1").orElseThrow())
                .singleElement()
                .satisfies(running -> {
                    assertThat(running.getWorkload()).isEqualTo("daemonset/cilium");
                    assertThat(running.getControllerRevision()).isEqualTo("r1");
                    assertThat(running.getImages()).containsExactly("main@sha256:abc");
                });
    }

    @Test
    void onlyWhatChangesIsNews() {
        var pod = pod("u1", "DaemonSet", "cilium", "r1", "Running");
        assertThat(workloads.present(pod, "n1")).contains("n1");
        assertThat(workloads.present(pod, "n1")).isEmpty();
        assertThat(workloads.present(pod("u1", "DaemonSet", "cilium", "r2", "Running"), "n1"))
                .contains("n1");
    }

    @Test
    void twoPodsOfOneVersionAreOneAndOfTwoVersionsTwo() {
        workloads.listed();
        workloads.present(pod("u1", "StatefulSet", "db", "r1", "Running"), "n1");
        workloads.present(pod("u2", "StatefulSet", "db", "r1", "Running"), "n1");
        assertThat(workloads.on("n1").orElseThrow()).hasSize(1);

        workloads.present(pod("u3", "StatefulSet", "db", "r2", "Running"), "n1");

        assertThat(workloads.on("n1").orElseThrow())
                .extracting(RunningWorkload::getControllerRevision)
                .containsExactly("r1", "r2");
    }

    @Test
    void whatIsGoneOrHasEndedRunsNoMore() {
        workloads.listed();
        var first = pod("u1", "DaemonSet", "cilium", "r1", "Running");
        workloads.present(first, "n1");
        workloads.present(pod("u2", "DaemonSet", "proxy", "r1", "Running"), "n1");

        assertThat(workloads.gone(first)).contains("n1");
        assertThat(workloads.gone(first)).isEqualTo(Optional.empty());
        assertThat(workloads.present(pod("u2", "DaemonSet", "proxy", "r1", "Failed"), "n1"))
                .contains("n1");
        assertThat(workloads.on("n1")).contains(List.of());
    }

    @Test
    void jobsAndPodsOfTheirOwnAreLeftOut() {
        workloads.listed();
        assertThat(workloads.present(pod("u1", "Job", "report-28500000", "", "Running"), "n1"))
                .isEmpty();
        assertThat(workloads.present(pod("u2", "Job", "once", "", "Running"), "n1")).isEmpty();
        var alone = new PodBuilder(pod("u3", "Job", "x", "", "Running"));
        alone.editMetadata().withOwnerReferences(List.of()).endMetadata();

        assertThat(workloads.present(alone.build(), "n1")).isEmpty();
        assertThat(workloads.on("n1")).contains(List.of());
    }

    @Test
    void aNodeTellsOfSixtyFourWorkloadsByName() {
        workloads.listed();
        for (var i = 0; i < 70; i++) {
            workloads.present(pod("u" + i, "DaemonSet", "d%02d".formatted(i), "r", "Running"), "n");
        }

        assertThat(workloads.on("n").orElseThrow()).hasSize(64);
        assertThat(workloads.on("n").orElseThrow().getLast().getWorkload())
                .isEqualTo("daemonset/d63");
    }

    private static Pod pod(String uid, String kind, String owner, String revision, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(owner + "-" + uid)
                .withNamespace("default")
                .withUid(uid)
                .addToLabels("controller-revision-hash", revision)
                .addNewOwnerReference()
                .withKind(kind)
                .withName(owner)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName("main")
                .withImageID("registry.example/main@sha256:abc")
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
