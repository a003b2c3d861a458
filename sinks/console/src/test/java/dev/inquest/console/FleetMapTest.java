package dev.inquest.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetMapTest {

    @Test
    void nodesAreGroupedByTheAttributeAndOrderedByName() {
        var map =
                FleetMap.of(
                        List.of(
                                node("b", NodeStateName.LIVE, "6.1"),
                                node("a", NodeStateName.HUNG, "6.1"),
                                node("c", NodeStateName.LIVE, "5.15")),
                        "kernel_release",
                        100);
        assertThat(map.groups()).extracting(FleetMap.Group::name).containsExactly("5.15", "6.1");
        assertThat(map.groups().get(1).nodes())
                .extracting(FleetMap.Dot::key)
                .containsExactly("k/a", "k/b");
        assertThat(map.groups().get(1).counts())
                .containsOnly(Map.entry(NodeStateName.LIVE, 1), Map.entry(NodeStateName.HUNG, 1));
    }

    @Test
    void nodesWithoutTheAttributeAreAGroupOfTheirOwn() {
        var map = FleetMap.of(List.of(node("a", NodeStateName.LIVE, "6.1")), "rack", 100);
        assertThat(map.groups()).extracting(FleetMap.Group::name).containsExactly(FleetMap.NONE);
    }

    @Test
    void whereThereIsNoRoomTheLiveAreCountedAndThoseInTroubleShown() {
        var nodes =
                IntStream.range(0, 1_000)
                        .mapToObj(i ->
                                node(
                                        "n%04d".formatted(i),
                                        i % 100 == 99 ? NodeStateName.HUNG : NodeStateName.LIVE,
                                        "6.1"))
                        .toList();
        var map = FleetMap.of(nodes, "kernel_release", 100);
        var group = map.groups().getFirst();
        assertThat(group.total()).isEqualTo(1_000);
        assertThat(group.nodes()).filteredOn(dot -> dot.state() == NodeStateName.HUNG).hasSize(10);
        assertThat(group.nodes()).hasSize(109);
        assertThat(map.omitted()).isEqualTo(891);
    }

    @Test
    void tooManyGroupsBecomeOne() {
        var nodes =
                IntStream.range(0, 500)
                        .mapToObj(i -> node("n" + i, NodeStateName.LIVE, "kernel-" + i))
                        .toList();
        var map = FleetMap.of(nodes, "kernel_release", 1_000);
        assertThat(map.groups()).hasSize(200);
        assertThat(map.groups().stream().mapToInt(FleetMap.Group::total).sum()).isEqualTo(500);
    }

    private static NodeStatus node(String name, NodeStateName state, String kernel) {
        return NodeStatus.newBuilder()
                .setCluster("k")
                .setNode(name)
                .setState(state)
                .setSince(Instant.EPOCH)
                .setAttributes(Map.of("kernel_release", kernel))
                .build();
    }
}
