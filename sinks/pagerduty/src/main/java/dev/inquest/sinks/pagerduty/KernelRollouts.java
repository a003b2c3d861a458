package dev.inquest.sinks.pagerduty;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Notices that a cluster begins to move from one kernel to another: the first node that boots the
/// new one is told, those that follow are not.
final class KernelRollouts {

    static final int MOST_NODES = 200_000;

    private static final int MOST_ROLLOUTS = 1_000;

    /// A rollout that paused for so long begins again.
    private static final Duration PAUSE = Duration.ofHours(24);

    private final Map<String, String> kernels = bounded(MOST_NODES);
    private final Map<Rollout, Instant> lastSeen = bounded(MOST_ROLLOUTS);

    /// A cluster that moves from one kernel to another.
    record Rollout(String cluster, String from, String to) {}

    /// One source's word on a node's kernel.
    ///
    /// @param source `cluster/node#source`: each source is compared with itself
    Optional<Rollout> saw(String source, String cluster, String kernel, Instant now) {
        var before = kernels.put(source, kernel);
        if (before == null || before.equals(kernel)) {
            return Optional.empty();
        }
        var rollout = new Rollout(cluster, before, kernel);
        var last = lastSeen.put(rollout, now);
        var begins = last == null || last.plus(PAUSE).isBefore(now);
        return begins ? Optional.of(rollout) : Optional.empty();
    }

    /// The entry that was not written for longest makes room.
    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
