package dev.inquest.standalone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.telemetry.Sample;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodesByStateTest {

    private final NodesByState nodes = new NodesByState();

    @Test
    void aNodeCountsWhereItIsAndNowhereElse() {
        nodes.take("prod/n1", status(NodeStateName.LIVE));
        nodes.take("prod/n2", status(NodeStateName.LIVE));
        nodes.take("prod/n2", status(NodeStateName.HUNG));
        nodes.take("prod/n2", status(NodeStateName.HUNG));

        assertThat(nodes.samples())
                .containsExactlyInAnyOrder(
                        sample(NodeStateName.LIVE, 1), sample(NodeStateName.HUNG, 1));
    }

    @Test
    void aForgottenNodeCountsNoMoreAndItsStateStaysAtNone() {
        nodes.take("prod/n1", status(NodeStateName.HUNG));
        nodes.drop("prod/n1");
        nodes.drop("prod/never-seen");

        assertThat(nodes.samples()).containsExactly(sample(NodeStateName.HUNG, 0));
    }

    private static NodeStatus status(NodeStateName state) {
        return NodeStatus.newBuilder()
                .setCluster("prod")
                .setNode("n")
                .setState(state)
                .setSince(Instant.EPOCH)
                .setAttributes(Map.of("zone", "z1"))
                .build();
    }

    private static Sample sample(NodeStateName state, int count) {
        return new Sample(
                Map.of(
                        "inquest.node.state", state.name(),
                        "k8s.cluster.name", "prod",
                        "cloud.availability_zone", "z1"),
                count);
    }
}
