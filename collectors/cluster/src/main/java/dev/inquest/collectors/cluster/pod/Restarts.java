package dev.inquest.collectors.cluster.pod;

import dev.inquest.schemas.wire.PodRestart;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds the restarts in what is seen of pods: a container's restart count is absolute, so a
/// restart is told once however often its pod is seen, and only pods that ever restarted are
/// remembered.
///
/// Not safe for several threads.
public final class Restarts {

    /// Pods that are remembered; restarts of further ones are not told, but counted.
    public static final int MAX = 200_000;

    /// A restart longer ago than this is no news to a collector that has just begun.
    public static final Duration HISTORY = Duration.ofMinutes(15);

    private static final String CRASH_LOOP = "CrashLoopBackOff";

    private record Known(int count, String waiting) {

        static final Known NOTHING = new Known(0, "");

        boolean isWorthwhile() {
            return count > 0 || waiting.equals(CRASH_LOOP);
        }
    }

    private final Map<String, Map<String, Known>> byPod = new HashMap<>();
    private long untold;

    /// The restarts that this sight of a pod tells of; at most one a container.
    ///
    /// @param catchingUp true while a whole list is read: only then the times that the node wrote
    ///   are used, to tell how long ago it was
    public List<PodRestart> in(Pod pod, boolean catchingUp, Instant now) {
        var restarts = new ArrayList<PodRestart>();
        statuses(pod).forEach(status -> look(pod, status, catchingUp, now, restarts));
        return restarts;
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        var status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.concat(
                        status.getInitContainerStatuses().stream(),
                        status.getContainerStatuses().stream());
    }

    private void look(
            Pod pod,
            ContainerStatus status,
            boolean catchingUp,
            Instant now,
            List<PodRestart> restarts) {
        var count = status.getRestartCount() == null ? 0 : status.getRestartCount();
        var termination = new Termination(status);
        var known = known(pod, status.getName());
        var next = new Known(count, termination.waiting(known.waiting()));
        if (!remembers(pod, status.getName(), next)) {
            untold++;
            return;
        }
        if (count <= known.count()) {
            return;
        }
        var age = catchingUp ? termination.age(now) : Duration.ZERO;
        if (age.compareTo(HISTORY) <= 0) {
            restarts.add(termination.restart(pod, known.waiting(), age));
        }
    }

    private Known known(Pod pod, String container) {
        return byPod.getOrDefault(pod.getMetadata().getUid(), Map.of())
                .getOrDefault(container, Known.NOTHING);
    }

    private boolean remembers(Pod pod, String container, Known known) {
        var uid = pod.getMetadata().getUid();
        if (!byPod.containsKey(uid)) {
            if (!known.isWorthwhile()) {
                return true;
            }
            if (byPod.size() >= MAX) {
                return false;
            }
        }
        byPod.computeIfAbsent(uid, _ -> new HashMap<>(2)).put(container, known);
        return true;
    }

    /// How often there was no room to remember a restart.
    public long untold() {
        return untold;
    }

    /// A pod is gone for good.
    public void forget(String uid) {
        byPod.remove(uid);
    }

    /// How many pods are remembered.
    public int size() {
        return byPod.size();
    }
}
