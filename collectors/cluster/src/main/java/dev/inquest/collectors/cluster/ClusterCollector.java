package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.ApiWatches.Sights;
import dev.inquest.collectors.cluster.intent.IntentMarks;
import dev.inquest.collectors.cluster.intent.OperatorIntents;
import dev.inquest.collectors.cluster.node.NodeFactsReading;
import dev.inquest.collectors.cluster.node.Nodes;
import dev.inquest.collectors.cluster.node.Telling;
import dev.inquest.collectors.cluster.pod.NodeWorkloads;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.OperatorAction;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Watches one cluster through the Kubernetes API: nodes, leases, pods, and the plans to take nodes
/// away. Without an API it still turns people's plans into observations.
///
/// It owns neither the client nor the publisher: who made them closes them, after the collector.
public final class ClusterCollector implements AutoCloseable {

    /// The collector's name in the key of its facts, `cluster/node#cluster`.
    public static final String SOURCE = "cluster";

    static {
        TrustedRecords.trust();
    }

    private final ClusterSettings settings;
    private final Topics topics;
    private final InstantSource time;
    private final LongSupplier nanos;
    private final CollectorObserver observer;
    private final Outbox outbox;
    private final NodeWorkloads workloads = new NodeWorkloads();
    private final Nodes nodes = new Nodes(workloads::on);
    private final OperatorIntents people = new OperatorIntents();
    private final Intents intents;
    private final PodWatching pods;
    private Optional<ApiWatches> watches = Optional.empty();
    private Optional<Rounds> rounds = Optional.empty();

    private ClusterCollector(
            ClusterSettings settings,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            LongSupplier nanos,
            CollectorObserver observer) {
        this.settings = settings;
        this.topics = topics;
        this.time = time;
        this.nanos = nanos;
        this.observer = observer;
        this.outbox = new Outbox(publisher, topics.pods(), nanos, observer);
        this.intents = new Intents(settings.cluster(), settings.intents(), people);
        this.pods = new PodWatching(settings.cluster(), outbox, workloads, nodes, time);
    }

    /// Begins at once, whether the API answers or not.
    ///
    /// @param client where the API is; without one only people's plans are told
    /// @param told the last observations on the topic by key, of which those of other clusters are
    ///   left out: by them what went while nobody watched is noticed, and plans keep their age
    public static ClusterCollector start(
            ClusterSettings settings,
            Optional<KubernetesClient> client,
            Map<String, NodeObservation> told,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            CollectorObserver observer) {
        return start(settings, client, told, publisher, topics, time, System::nanoTime, observer);
    }

    /// The same on a clock of its own.
    ///
    /// @param nanos a monotonic clock, by which renewals are judged
    public static ClusterCollector start(
            ClusterSettings settings,
            Optional<KubernetesClient> client,
            Map<String, NodeObservation> told,
            Publisher publisher,
            Topics topics,
            InstantSource time,
            LongSupplier nanos,
            CollectorObserver observer) {
        var collector = new ClusterCollector(settings, publisher, topics, time, nanos, observer);
        collector.nodes.remember(ofThisCluster(told, settings.cluster()));
        collector.watches = client.map(collector::watch);
        observer.started("cluster", settings.cluster());
        collector.rounds =
                Optional.of(Rounds.every(settings.round(), "cluster", collector::round, observer));
        return collector;
    }

    private static Map<String, NodeObservation> ofThisCluster(
            Map<String, NodeObservation> told, String cluster) {
        var ours = new HashMap<String, NodeObservation>();
        told.forEach((key, observation) -> {
            var node = NodeKey.parse(key);
            if (node.cluster().equals(cluster)) {
                ours.put(node.node(), observation);
            }
        });
        return ours;
    }

    private ApiWatches watch(KubernetesClient client) {
        var facts = new NodeFactsReading(settings.labels());
        var sights =
                new Sights(
                        new NodeWatching(
                                nodes,
                                settings.intents(),
                                IntentMarks.builtIn(),
                                facts,
                                time,
                                nanos),
                        new LeaseWatching(nodes, nanos),
                        pods);
        return ApiWatches.start(client, settings, sights, nodes, nanos, observer);
    }

    /// Takes in what a person declared or withdrew; anything but intents is left to others.
    public void apply(String key, OperatorAction action) {
        people.apply(key, action);
    }

    /// How many nodes are known.
    public int size() {
        return nodes.size();
    }

    private void round() {
        var now = time.instant();
        var ticks = nanos.getAsLong();
        outbox.flush(now);
        var untold = pods.newlyUntold();
        if (untold > 0) {
            observer.gap("cluster pods", untold);
        }
        watches.ifPresent(api -> api.look(ticks));
        intents.look(nodes, now);
        var blind = watches.map(ApiWatches::blind).orElse(List.of());
        var unseen = watches.map(ApiWatches::objectsUnseen).orElse(true);
        nodes.tell(intents, blind, unseen, now, ticks, new Told(now));
    }

    private final class Told implements Telling {

        private final Instant now;

        Told(Instant now) {
            this.now = now;
        }

        @Override
        public boolean hasRoom() {
            return outbox.hasRoom();
        }

        @Override
        public void observation(String node, NodeObservation observation, Runnable failed) {
            outbox.publish(topics.observers(), key(node).toString(), now, observation, failed);
        }

        @Override
        public void facts(String node, Map<String, String> facts, Runnable failed) {
            var record = NodeFacts.newBuilder().setAttributes(facts).build();
            outbox.publish(topics.facts(), key(node).source(SOURCE), now, record, failed);
        }

        private NodeKey key(String node) {
            return new NodeKey(settings.cluster(), node);
        }
    }

    /// Ends the watches and the round under way; what was handed over stays with the publisher.
    @Override
    public void close() {
        watches.ifPresent(ApiWatches::close);
        rounds.ifPresent(Rounds::close);
        outbox.flush(time.instant());
        observer.stopped("cluster");
    }
}
