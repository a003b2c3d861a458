package dev.inquest.collectors.cluster.pod;

import dev.inquest.schemas.wire.RunningWorkload;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Knows which workloads run on which node and in which version, as pods come and go: where one
/// crash-loops, only nodes that run it, too, can be compared.
public final class NodeWorkloads {

    /// Pods that are remembered; what further ones belong to is not told of their nodes.
    public static final int MAX_PODS = 300_000;

    private static final int MAX_PER_NODE = 64;
    private static final int MAX_IMAGES = 8;
    private static final int MAX_KNOWN = 20_000;
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private record Home(String node, RunningWorkload running) {}

    // Guards everything below: watches write, the round reads.
    private final Object lock = new Object();
    private final Map<String, Home> byPod = new HashMap<>();
    private final Map<String, Map<String, RunningWorkload>> byNode = new HashMap<>();
    private final Map<RunningWorkload, RunningWorkload> known = new HashMap<>();
    private boolean listed;

    /// A pod is there, new or changed.
    ///
    /// @return the node on which something else runs now
    public Optional<String> present(Pod pod, String node) {
        var workload = Workload.of(pod);
        if (!isLasting(workload) || hasEnded(pod)) {
            return gone(pod);
        }
        synchronized (lock) { // guards all
            var uid = pod.getMetadata().getUid();
            if (byPod.size() >= MAX_PODS && !byPod.containsKey(uid)) {
                return Optional.empty();
            }
            var home = new Home(node, shared(running(pod, workload)));
            if (home.equals(byPod.put(uid, home))) {
                return Optional.empty();
            }
            byNode.computeIfAbsent(node, _ -> new HashMap<>(8)).put(uid, home.running());
            return Optional.of(node);
        }
    }

    /// Jobs come and go; a pod of its own is on one node only.
    private static boolean isLasting(String workload) {
        return !workload.startsWith("job/")
                && !workload.startsWith("cronjob/")
                && !workload.startsWith("pod/");
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getPhase() != null
                && ENDED.contains(pod.getStatus().getPhase());
    }

    private static RunningWorkload running(Pod pod, String workload) {
        var statuses =
                pod.getStatus() == null
                        ? List.<ContainerStatus>of()
                        : pod.getStatus().getContainerStatuses();
        return RunningWorkload.newBuilder()
                .setWorkload(workload)
                .setControllerRevision(Workload.revision(pod))
                .setImages(
                        statuses.stream()
                                .map(NodeWorkloads::image)
                                .flatMap(Optional::stream)
                                .sorted()
                                .limit(MAX_IMAGES)
                                .toList())
                .build();
    }

    private static Optional<String> image(ContainerStatus status) {
        var digest = Termination.digest(status);
        return digest.isEmpty() ? Optional.empty() : Optional.of(status.getName() + "@" + digest);
    }

    /// Most nodes run the same: one record stands for all of them.
    private RunningWorkload shared(RunningWorkload running) {
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(running, same -> same);
    }

    /// A pod is gone or has ended.
    ///
    /// @return the node on which something else runs now
    public Optional<String> gone(Pod pod) {
        synchronized (lock) { // guards all
            var home = Optional.ofNullable(byPod.remove(pod.getMetadata().getUid()));
            home.ifPresent(left ->
                    byNode.computeIfPresent(
                            left.node(),
                            (_, pods) -> {
                                pods.remove(pod.getMetadata().getUid());
                                return pods.isEmpty() ? null : pods;
                            }));
            return home.map(Home::node);
        }
    }

    /// A whole list of pods was seen.
    public void listed() {
        synchronized (lock) { // guards listed
            listed = true;
        }
    }

    /// What runs on a node, by name; nothing while no whole list of pods was seen.
    public Optional<List<RunningWorkload>> on(String node) {
        synchronized (lock) { // guards all
            if (!listed) {
                return Optional.empty();
            }
            return Optional.of(
                    byNode.getOrDefault(node, Map.of()).values().stream()
                            .distinct()
                            .sorted(
                                    Comparator.comparing(RunningWorkload::getWorkload)
                                            .thenComparing(RunningWorkload::getControllerRevision)
                                            .thenComparing(one -> one.getImages().toString()))
                            .limit(MAX_PER_NODE)
                            .toList());
        }
    }
}
