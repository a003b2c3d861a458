package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.api.Sight;
import dev.inquest.collectors.cluster.node.Nodes;
import dev.inquest.collectors.cluster.pod.NodeWorkloads;
import dev.inquest.collectors.cluster.pod.Restarts;
import dev.inquest.schemas.NodeKey;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.InstantSource;

/// Reads pods as they change: queues the restarts of their containers, and notes what runs where.
///
/// With one watch for each namespace several threads come by, hence the lock.
final class PodWatching implements Sight<Pod> {

    private final String cluster;
    private final Outbox outbox;
    private final InstantSource time;
    // Guards restarts.
    private final Object lock = new Object();
    private final Restarts restarts = new Restarts();
    private final NodeWorkloads workloads;
    private final Nodes nodes;
    private long reported;

    PodWatching(
            String cluster,
            Outbox outbox,
            NodeWorkloads workloads,
            Nodes nodes,
            InstantSource time) {
        this.cluster = cluster;
        this.outbox = outbox;
        this.workloads = workloads;
        this.nodes = nodes;
        this.time = time;
    }

    @Override
    public void present(Pod pod, boolean catchingUp) {
        var node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        if (node == null || node.isEmpty()) {
            return;
        }
        workloads.present(pod, node).ifPresent(nodes::lookAgain);
        var key = new NodeKey(cluster, node).toString();
        synchronized (lock) { // guards restarts
            restarts.in(pod, catchingUp, time.instant())
                    .forEach(restart -> outbox.add(key, restart));
        }
    }

    @Override
    public void gone(Pod pod) {
        workloads.gone(pod).ifPresent(nodes::lookAgain);
        synchronized (lock) { // guards restarts
            restarts.forget(pod.getMetadata().getUid());
        }
    }

    @Override
    public void listed() {
        workloads.listed();
        nodes.lookAtAll();
    }

    /// Restarts that could not be told since this was last asked.
    long newlyUntold() {
        synchronized (lock) { // guards restarts and reported
            var more = restarts.untold() - reported;
            reported = restarts.untold();
            return more;
        }
    }
}
