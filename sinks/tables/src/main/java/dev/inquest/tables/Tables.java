package dev.inquest.tables;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeFacts;
import dev.inquest.schemas.wire.NodeLinks;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.schemas.wire.SinkStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/// The present of the fleet in memory, as this process reads it from Kafka: every instance holds
/// all of it and answers alone.
public final class Tables implements AutoCloseable {

    private final Table<NodeStatus> nodes;
    private final Table<Finding> findings;
    private final Table<NodeFacts> facts;
    private final Table<NodeLinks> links;
    private final Table<SinkStatus> sinks;
    private final List<EventTopic<?>> events;
    private final Source source;
    private final Topics topics;
    private final CountDownLatch ready;
    private final Deque<TopicReader<?>> readers = new ArrayDeque<>();

    private Tables(Source source, Topics topics, Bounds bounds, TablesObserver observer) {
        this.source = source;
        this.topics = topics;
        this.nodes = new Table<>("nodes", topics.status(), bounds);
        this.findings = new Table<>("findings", topics.findings(), bounds);
        this.facts = new Table<>("facts", topics.facts(), bounds);
        this.links = new Table<>("links", topics.links(), bounds);
        this.sinks = new Table<>("sinks", topics.sinks(), bounds);
        this.events =
                List.of(
                        new EventTopic<>(source, topics.heartbeats(), observer),
                        new EventTopic<>(source, topics.kernel(), observer),
                        new EventTopic<>(source, topics.pods(), observer),
                        new EventTopic<>(source, topics.observers(), observer),
                        new EventTopic<>(source, topics.transitions(), observer),
                        new EventTopic<>(source, topics.operators(), observer));
        this.ready = new CountDownLatch(all().size());
    }

    /// Begins to read; the tables are complete once [#isReady()] says so.
    ///
    /// @param bounds of each table
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    /// @throws IllegalStateException when a topic does not exist
    public static Tables start(
            Source source,
            Topics topics,
            Bounds bounds,
            TablesObserver observer,
            InstantSource clock) {
        var tables = new Tables(source, topics, bounds, observer);
        try {
            tables.all().forEach(table -> tables.read(table, source, observer, clock));
            return tables;
        } catch (RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    private <V extends SpecificRecord> void read(
            Table<V> table, Source source, TablesObserver observer, InstantSource clock) {
        var feeder = new TableFeeder<>(table, observer, clock, ready);
        readers.push(TopicReader.start(source, table.topic(), true, feeder));
    }

    /// The joined present of each node, by `cluster/node`.
    public Table<NodeStatus> nodes() {
        return nodes;
    }

    /// What was found, by its id.
    public Table<Finding> findings() {
        return findings;
    }

    /// What each source knows about a node, by `cluster/node#source`.
    public Table<NodeFacts> facts() {
        return facts;
    }

    /// The network links of each node, by `cluster/node`.
    public Table<NodeLinks> links() {
        return links;
    }

    /// How each sink stands, by its name.
    public Table<SinkStatus> sinks() {
        return sinks;
    }

    public List<Table<?>> all() {
        return List.of(nodes, findings, facts, links, sinks);
    }

    /// Topics of events: heartbeats, kernel, pods, observers, transitions, operators.
    public List<EventTopic<?>> events() {
        return events;
    }

    /// The events of one topic.
    @SuppressWarnings("unchecked")
    public <V extends SpecificRecord> EventTopic<V> events(Topic<V> topic) {
        return events.stream()
                .filter(one -> one.topic().name().equals(topic.name()))
                .map(one -> (EventTopic<V>) one)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(topic.name()));
    }

    /// How many replicas each partition of our topics has, as Kafka says now.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public Map<String, List<Integer>> replicas() {
        var replicas = new TreeMap<String, List<Integer>>();
        try (var consumer = source.consumers().get()) {
            var all = consumer.listTopics();
            for (var topic : topics.all()) {
                replicas.put(
                        topic.name(),
                        all.getOrDefault(topic.name(), List.of()).stream()
                                .map(partition -> partition.replicas().length)
                                .toList());
            }
        }
        return replicas;
    }

    /// Whether all tables hold everything that was in their topics when they started.
    public boolean isReady() {
        return ready.getCount() == 0;
    }

    /// Waits until the tables are ready.
    ///
    /// @return false when they were not in time
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        events.forEach(EventTopic::close);
        while (!readers.isEmpty()) {
            readers.pop().close();
        }
    }
}
