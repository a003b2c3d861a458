package dev.inquest.standalone.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Renews the leases of all nodes that live, as their kubelets do.
final class Kubelets implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final MockApi api;
    private final AtomicInteger rounds = new AtomicInteger();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Kubelets(MockApi api) {
        this.api = api;
        var _ =
                clock.scheduleWithFixedDelay(
                        this::renewAll, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start(String node) {
        alive.add(node);
    }

    void stop(String node) {
        alive.remove(node);
    }

    /// How often all were asked to.
    int rounds() {
        return rounds.get();
    }

    private void renewAll() {
        alive.forEach(this::renew);
        rounds.incrementAndGet();
    }

    private void renew(String node) {
        try {
            api.renew(node);
        } catch (RuntimeException e) {
            // The API is away, or the node is gone: a kubelet tries again.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
