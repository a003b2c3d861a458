package dev.inquest.standalone.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FleetTest {

    private final Fleet fleet = Fleet.drawn(7, Fleet.PER_ZONE);

    @Test
    void sixHundredNodesStandInTwelveZonesUnderDifferentNames() {
        assertThat(fleet.nodes()).hasSize(600);
        assertThat(fleet.nodes().stream().map(FleetNode::key).distinct()).hasSize(600);
        assertThat(fleet.nodes().stream().map(FleetNode::zone).distinct()).hasSize(12);
    }

    @Test
    void theBadKernelRunsOnEightPercentOfEveryZone() {
        var byZone =
                fleet.where(node -> node.kernel().equals(Kernel.BAD)).stream()
                        .collect(Collectors.groupingBy(FleetNode::zone, Collectors.counting()));

        assertThat(byZone.values()).hasSize(12).containsOnly(4L);
    }

    @Test
    void theSameSeedDrawsTheSameFleet() {
        assertThat(Fleet.drawn(7, Fleet.PER_ZONE)).isEqualTo(fleet);
        assertThat(Fleet.drawn(8, Fleet.PER_ZONE)).isNotEqualTo(fleet);
    }

    @Test
    void noOtherAttributeMarksTheNodesWithTheBadKernel() {
        var bad = fleet.where(node -> node.kernel().equals(Kernel.BAD));
        var healthy = fleet.where(node -> !node.kernel().equals(Kernel.BAD));
        var items =
                bad.stream()
                        .flatMap(node -> node.facts(node.kernel()).entrySet().stream())
                        .filter(item -> !item.getKey().matches("kernel_release|provider_id"))
                        .distinct()
                        .toList();

        assertThat(items)
                .allSatisfy(item ->
                        assertThat(healthy)
                                .anyMatch(node ->
                                        node.facts(node.kernel()).entrySet().contains(item)));
    }
}
