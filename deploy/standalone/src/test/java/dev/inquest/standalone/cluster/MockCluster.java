package dev.inquest.standalone.cluster;

import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.cluster.ClusterCollector;
import dev.inquest.collectors.cluster.ClusterSettings;
import dev.inquest.collectors.cluster.api.ApiClient;
import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.LeaseState;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.topology.ReplayRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/// A cluster on the mock API, watched by a collector whose clock the test moves.
final class MockCluster implements AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");

    private final ToldEvents told = new ToldEvents();
    private final AtomicLong seconds = new AtomicLong();
    private final MockApi api = new MockApi(Duration.ofSeconds(40), this::now);
    private final CollectorObserver observer;
    private Optional<KubernetesClient> client = Optional.empty();
    private Optional<ClusterCollector> collector = Optional.empty();

    MockCluster(CollectorObserver observer) {
        this.observer = observer;
    }

    MockApi api() {
        return api;
    }

    ToldEvents told() {
        return told;
    }

    void watch() {
        watch(Map.of());
    }

    void watch(Map<String, NodeObservation> before) {
        var topics = new Topics("t.", TimeSource.STORY);
        client = Optional.of(ApiClient.of(api.config(), this::nanos, observer));
        var settings = ClusterSettings.of("c", IntentsFile.none()).polling(Duration.ofMillis(20));
        collector =
                Optional.of(
                        ClusterCollector.start(
                                settings,
                                client,
                                before,
                                told,
                                topics,
                                this::now,
                                this::nanos,
                                observer));
    }

    Instant now() {
        return BEGIN.plusSeconds(seconds.get());
    }

    private long nanos() {
        return Duration.ofSeconds(seconds.get()).toNanos();
    }

    void pass(Duration time) {
        seconds.addAndGet(time.toSeconds());
    }

    /// A node that is there and whose lease is being renewed; returns once that was told.
    void live(String name) {
        api.add(name, "machine-" + name);
        awaitSeen(name, last -> true);
        breathes(name);
    }

    /// The node renews its lease every ten seconds, as a kubelet does, until that was told.
    void breathes(String name) {
        inStoryTime(
                Duration.ofSeconds(10),
                () -> api.renew(name),
                () -> isSeen(name, LeaseState.FRESH));
    }

    /// Time passes in which the node does not renew its lease. A renewal that was under way counts
    /// from when it is seen, so more than once.
    void dies(String name) {
        inStoryTime(Duration.ofSeconds(45), () -> {}, () -> isSeen(name, LeaseState.STALE));
    }

    /// Lets time pass step by step, and the collector look after each, until something is so.
    private void inStoryTime(Duration step, Runnable then, BooleanSupplier isSo) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(700))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    pass(step);
                    then.run();
                    return isSoSoon(isSo);
                });
    }

    private static boolean isSoSoon(BooleanSupplier isSo) {
        try {
            await().atMost(Duration.ofMillis(600)).until(isSo::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private boolean isSeen(String name, LeaseState state) {
        var seen = seen(name);
        return !seen.isEmpty() && seen.getLast().getLease() == state;
    }

    void awaitSeen(String name, Predicate<NodeObservation> what) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> {
                    var seen = seen(name);
                    return !seen.isEmpty() && what.test(seen.getLast());
                });
    }

    List<NodeObservation> seen(String name) {
        return told.of("c/" + name, NodeObservation.class);
    }

    /// What became of all nodes, and what was found, once time has run on for long.
    ReplayRun detect() {
        var run = new ReplayRun();
        told.play(run);
        return run;
    }

    void stopWatching() {
        collector.ifPresent(ClusterCollector::close);
        client.ifPresent(KubernetesClient::close);
        collector = Optional.empty();
        client = Optional.empty();
    }

    @Override
    public void close() {
        stopWatching();
        api.close();
    }
}
