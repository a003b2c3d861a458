package dev.inquest.collectors.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.cluster.intent.IntentMarks;
import dev.inquest.schemas.wire.NodeObservation;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PressuresTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final WatchedNode node = new WatchedNode();

    @Test
    void whatTheKubeletSaysIsWrongIsTold() {
        assertThat(seen(Map.of("MemoryPressure", "False", "DiskPressure", "False"))).isEmpty();
        assertThat(seen(Map.of("MemoryPressure", "True", "PIDPressure", "True", "Ready", "True")))
                .containsExactly("MemoryPressure", "PIDPressure");
        assertThat(seen(Map.of("MemoryPressure", "False", "PIDPressure", "True")))
                .containsExactly("PIDPressure");
    }

    @Test
    void whatASilentKubeletSaidLastStands() {
        seen(Map.of("MemoryPressure", "True", "DiskPressure", "False"));
        assertThat(seen(Map.of("MemoryPressure", "Unknown", "DiskPressure", "Unknown")))
                .containsExactly("MemoryPressure");
        assertThat(seen(Map.of("MemoryPressure", "False", "DiskPressure", "False"))).isEmpty();
    }

    @Test
    void conditionsOfOthersSayNothing() {
        assertThat(seen(Map.of("KernelDeadlock", "True", "ContainerRuntimeReady", "True")))
                .isEmpty();
    }

    private List<String> seen(Map<String, String> conditions) {
        var object =
                new NodeBuilder()
                        .withNewMetadata()
                        .withName("n")
                        .withUid("u")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus();
        conditions.forEach((type, status) ->
                object.addNewCondition().withType(type).withStatus(status).endCondition());
        var facts = new NodeFactsReading(List.of());
        node.present(NodeSight.of(object.endStatus().build(), IntentMarks.builtIn(), facts));
        NodeObservation told = node.observe(List.of(), List.of(), Optional.empty(), NOW, 0);
        node.told(told, NOW);
        return told.getPressures();
    }
}
