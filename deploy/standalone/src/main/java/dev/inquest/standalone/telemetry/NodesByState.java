package dev.inquest.standalone.telemetry;

import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.telemetry.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Counts nodes by state, cluster and zone from their presents; names of nodes never become labels.
public final class NodesByState {

    private record Place(NodeStateName state, String cluster, String zone) {}

    private final Map<String, Place> nodes = new HashMap<>();
    private final Map<Place, AtomicInteger> counts = new ConcurrentHashMap<>();

    /// Takes a node's present; called by one thread.
    public void take(String key, NodeStatus status) {
        var zone = status.getAttributes().getOrDefault("zone", "");
        var now = new Place(status.getState(), status.getCluster(), zone);
        count(now).incrementAndGet();
        leave(nodes.put(key, now));
    }

    /// Drops a node that is forgotten; called by the same thread.
    public void drop(String key) {
        leave(nodes.remove(key));
    }

    private void leave(@Nullable Place place) {
        if (place != null) {
            count(place).decrementAndGet();
        }
    }

    private AtomicInteger count(Place place) {
        return counts.computeIfAbsent(place, _ -> new AtomicInteger());
    }

    public List<Sample> samples() {
        return counts.entrySet().stream()
                .map(entry -> sample(entry.getKey(), entry.getValue().get()))
                .toList();
    }

    private static Sample sample(Place place, int count) {
        return new Sample(
                Map.of(
                        "inquest.node.state", place.state().name(),
                        "k8s.cluster.name", place.cluster(),
                        "cloud.availability_zone", place.zone()),
                count);
    }
}
