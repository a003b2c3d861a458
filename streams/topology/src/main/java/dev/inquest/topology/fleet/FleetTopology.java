package dev.inquest.topology.fleet;

import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.topology.store.FleetEntry;
import dev.inquest.topology.store.StoredJson;
import dev.inquest.topology.trace.PipelineTrace;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// Draws the fleet application: transitions and words of people into one processor with one store,
/// findings out.
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
    ///
    /// @param guards told every few seconds whether rollouts may go on
    public Topology build(
            List<NodePattern<?>> patterns,
            CrashDumpGuide guide,
            StoredJson json,
            Consumer<Guard> guards) {
        var topology = new Topology();
        source(topology, topics.transitions());
        source(topology, topics.operators());
        topology.addProcessor(
                PROCESSOR,
                () -> new FleetProcessor(patterns, guide, trace, guards),
                topics.transitions().shortName(),
                topics.operators().shortName());
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

    private <V extends SpecificRecord> void source(Topology topology, Topic<V> topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                topic.shortName(),
                new StringDeserializer(),
                new WireDeserializer<>(registry, topic.type()),
                topic.name());
    }
}
