package dev.inquest.collectors.cluster.node;

import dev.inquest.collectors.cluster.intent.IntentMarks;
import dev.inquest.collectors.cluster.intent.Sign;
import dev.inquest.schemas.wire.ReadyState;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is kept of a Node object: a few hundred bytes of its many thousand.
///
/// @param pressures conditions by which the kubelet says that something is wrong, by name; empty
///   when it says nothing any more, because then they are unknown and not over
/// @param signs plans that the object itself announces
/// @param facts its attributes
public record NodeSight(
        String uid,
        String systemUuid,
        String bootId,
        ReadyState ready,
        boolean cordoned,
        Optional<List<String>> pressures,
        List<Sign> signs,
        Map<String, String> facts) {

    private static final Set<String> PRESSURES =
            Set.of("MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable");

    private static final NodeSystemInfo NOTHING = new NodeSystemInfo();

    /// Reads a Node object.
    public static NodeSight of(Node node, IntentMarks marks, NodeFactsReading facts) {
        var spec = node.getSpec() == null || node.getStatus() == null ? complete(node) : node;
        var info = spec.getStatus().getNodeInfo();
        var system = info == null ? NOTHING : info;
        return new NodeSight(
                text(spec.getMetadata().getUid()),
                text(system.getSystemUUID()),
                text(system.getBootID()),
                ready(spec),
                Boolean.TRUE.equals(spec.getSpec().getUnschedulable()),
                pressures(spec),
                marks.on(spec),
                facts.read(spec, system));
    }

    private static Node complete(Node node) {
        return node.edit().editOrNewSpec().endSpec().editOrNewStatus().endStatus().build();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ReadyState ready(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst()
                .map(condition ->
                        "True".equals(condition.getStatus())
                                ? ReadyState.READY
                                : ReadyState.NOT_READY)
                .orElse(ReadyState.UNKNOWN);
    }

    private static Optional<List<String>> pressures(Node node) {
        var told =
                node.getStatus().getConditions().stream()
                        .filter(condition -> PRESSURES.contains(condition.getType()))
                        .toList();
        if (told.stream().anyMatch(condition -> "Unknown".equals(condition.getStatus()))) {
            return Optional.empty();
        }
        return Optional.of(
                told.stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .map(NodeCondition::getType)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
