package dev.inquest.topology.fleet;

import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.topology.store.FleetEntry;
import dev.inquest.topology.store.StoredJson;
import dev.inquest.topology.trace.PipelineTrace;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// Draws the fleet application: transitions into one processor with one store, findings out.
public final class FleetTopology {

    static final String STORE = "fleet";
    static final String PROCESSOR = "fleet";
    static final String FINDINGS = "findings";

    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final PipelineTrace trace;

    public FleetTopology(Topics topics, SchemaRegistryClient registry, PipelineTrace trace) {
        this.topics = topics;
        this.registry = registry;
        this.trace = trace;
    }

    /// The topology, ready to run; it starts nothing.
    public Topology build(List<NodePattern<?>> patterns, CrashDumpGuide guide, StoredJson json) {
        var transitions = topics.transitions();
        var topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                transitions.shortName(),
                new StringDeserializer(),
                new WireDeserializer<>(registry, transitions.type()),
                transitions.name());
        topology.addProcessor(
                PROCESSOR,
                () -> new FleetProcessor(patterns, guide, trace),
                transitions.shortName());
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE),
                                Serdes.String(),
                                json.serde(FleetEntry.class))
                        .withCachingDisabled(),
                PROCESSOR);
        topology.addSink(
                FINDINGS,
                topics.findings().name(),
                new StringSerializer(),
                new WireSerializer<Finding>(registry),
                PROCESSOR);
        return topology;
    }
}
