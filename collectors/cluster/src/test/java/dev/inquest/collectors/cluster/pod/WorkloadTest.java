package dev.inquest.collectors.cluster.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet,web-7d9f8b6c5d,web-7d9f8b6c5d-x2x4z,7d9f8b6c5d,deployment/web",
        "ReplicaSet,made-by-hand,made-by-hand-x2x4z,,replicaset/made-by-hand",
        "DaemonSet,cilium,cilium-x2x4z,,daemonset/cilium",
        "StatefulSet,db,db-0,,statefulset/db",
        "Job,backup-29384756,backup-29384756-abcde,,cronjob/backup",
        "Job,migrate,migrate-abcde,,job/migrate",
        "Node,w-1,kube-apiserver-w-1,,static/kube-apiserver"
    })
    void theOwnerIsNamedFromThePodAlone(
            String kind, String owner, String pod, String hash, String workload) {
        var builder =
                new PodBuilder()
                        .withNewMetadata()
                        .withName(pod)
                        .addNewOwnerReference()
                        .withKind(kind)
                        .withName(owner)
                        .withController(true)
                        .endOwnerReference();
        if (hash != null) {
            builder.addToLabels("pod-template-hash", hash);
        }
        assertThat(Workload.of(builder.endMetadata().build())).isEqualTo(workload);
    }

    @Test
    void aPodOfNobodyIsItsOwnWorkload() {
        var pod = new PodBuilder().withNewMetadata().withName("lonely").endMetadata().build();
        assertThat(Workload.of(pod)).isEqualTo("pod/lonely");
        assertThat(Workload.revision(pod)).isEmpty();
    }
}
