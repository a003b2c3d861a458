package dev.inquest.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.tables.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldBackTest {

    private final Finding finding =
            Finding.newBuilder()
                    .setId("hung-cohort-1")
                    .setPattern("hung-cohort")
                    .setCluster("k")
                    .setSeverity(Severity.CRITICAL)
                    .setStatus(FindingStatus.OPEN)
                    .setRevision(1)
                    .setTitle("one node hung")
                    .setScope(Scope.newBuilder().setNodeCount(1).setNodes(List.of("k/a")).build())
                    .setFirstSeen(Instant.EPOCH)
                    .setLastSeen(Instant.EPOCH)
                    .build();

    @Test
    void whoIsAwayForAnotherReasonIsNamedWithIt() {
        var held =
                HeldBack.beside(
                        finding,
                        List.of(
                                row("k", "a", NodeStateName.SILENT),
                                row("k", "b", NodeStateName.PLANNED),
                                row("k", "c", NodeStateName.LIVE),
                                row("other", "d", NodeStateName.PLANNED)));
        assertThat(held.count()).isEqualTo(1);
        assertThat(held.groups().getFirst().nodes())
                .containsExactly(new HeldBack.Away("k/b", "rebooted on purpose", Instant.EPOCH));
    }

    @Test
    void manyAreCountedAndSomeNamed() {
        var rows =
                IntStream.range(0, 500)
                        .mapToObj(i -> row("k", "n" + i, NodeStateName.UNOBSERVED))
                        .toList();
        var held = HeldBack.beside(finding, rows);
        assertThat(held.count()).isEqualTo(500);
        assertThat(held.groups().getFirst().nodes()).hasSize(20);
    }

    private static Row<NodeStatus> row(String cluster, String name, NodeStateName state) {
        var node =
                NodeStatus.newBuilder()
                        .setCluster(cluster)
                        .setNode(name)
                        .setState(state)
                        .setSince(Instant.EPOCH)
                        .setCauses(List.of("rebooted on purpose"))
                        .build();
        return new Row<>(cluster + "/" + name, node, 0, 0, 0, 10);
    }
}
