package dev.inquest.topology.node;

import dev.inquest.detection.watch.NodeStage;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.topology.store.StoredJson;
import dev.inquest.topology.store.StoredNode;
import dev.inquest.topology.trace.PipelineTrace;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// Draws the node application: every topic of events into one processor with one store, and out
/// come transitions and the joined present.
public final class NodeTopology {

    static final String STORE = "nodes";
    static final String PROCESSOR = "node";
    static final String TRANSITIONS = "transitions";
    static final String STATUS = "status";

    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final PipelineTrace trace;

    public NodeTopology(Topics topics, SchemaRegistryClient registry, PipelineTrace trace) {
        this.topics = topics;
        this.registry = registry;
        this.trace = trace;
    }

    /// The topology, ready to run; it starts nothing.
    public Topology build(NodeStage stage, StoredJson json) {
        var topology = new Topology();
        for (var topic : topics.events()) {
            source(topology, topic);
        }
        topology.addProcessor(
                PROCESSOR,
                () -> new NodeProcessor(stage, topics, trace),
                topics.events().stream().map(Topic::shortName).toArray(String[]::new));
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE),
                                Serdes.String(),
                                json.serde(StoredNode.class))
                        .withCachingDisabled(),
                PROCESSOR);
        sink(topology, TRANSITIONS, topics.transitions());
        sink(topology, STATUS, topics.status());
        return topology;
    }

    private <V extends SpecificRecord> void source(Topology topology, Topic<V> topic) {
        topology.addSource(
                start(topic),
                topic.shortName(),
                new StringDeserializer(),
                new WireDeserializer<>(registry, topic.type()),
                topic.name());
    }

    /// Where a group without offsets begins: presents are read whole, the past only as far back as
    /// it is still evidence.
    private AutoOffsetReset start(Topic<?> topic) {
        if (topics.time() == TimeSource.STORY) {
            return AutoOffsetReset.earliest();
        }
        return switch (topic.shortName()) {
            case "heartbeats" -> AutoOffsetReset.byDuration(Duration.ofMinutes(5));
            case "kernel", "pods" -> AutoOffsetReset.byDuration(Duration.ofMinutes(15));
            default -> AutoOffsetReset.earliest();
        };
    }

    private <V extends SpecificRecord> void sink(Topology topology, String name, Topic<V> topic) {
        topology.addSink(
                name,
                topic.name(),
                new StringSerializer(),
                new WireSerializer<V>(registry),
                PROCESSOR);
    }
}
