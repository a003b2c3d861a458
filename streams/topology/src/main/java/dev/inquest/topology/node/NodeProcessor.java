package dev.inquest.topology.node;

import dev.inquest.detection.event.Origin;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Forgotten;
import dev.inquest.detection.node.Refusal;
import dev.inquest.detection.watch.NodeStage;
import dev.inquest.detection.watch.NodeStage.Step;
import dev.inquest.detection.watch.Watch;
import dev.inquest.schemas.Topics;
import dev.inquest.topology.store.StoredNode;
import dev.inquest.topology.trace.PipelineTrace;
import dev.inquest.topology.wire.Changes;
import dev.inquest.topology.wire.Events;
import dev.inquest.topology.wire.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Joins the events of the nodes of one partition and tells of their changes.
///
/// At least once: a record read again after a crash is skipped by its offset, and changes of the
/// last minutes are told again; their numbers let the fleet application ignore what it knows.
final class NodeProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private static final String STEP = "inquest detect";
    private static final Duration TELL_AGAIN = Duration.ofMinutes(5);
    private static final Duration CLOCK_EVERY = Duration.ofSeconds(1);

    private final Watch watch;
    private final String heartbeats;
    private final PipelineTrace trace;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Map<String, Long> applied = new HashMap<>();
    private final Map<String, Long> seenBefore = new HashMap<>();

    private ProcessorContext<String, SpecificRecord> context;
    private Record<?, ?> cause = new Record<>("", "", 0);
    private KeyValueStore<String, StoredNode> store;
    private Instant clockTold = Instant.EPOCH;
    private boolean resumed;

    NodeProcessor(NodeStage stage, Topics topics, PipelineTrace trace) {
        this.watch = new Watch(stage);
        this.trace = trace;
        this.heartbeats = topics.heartbeats().shortName();
        topics.events().forEach(topic -> shortNames.put(topic.name(), topic.shortName()));
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.store = context.getStateStore(NodeTopology.STORE);
        try (var all = store.all()) {
            all.forEachRemaining(entry -> restore(entry.value));
        }
    }

    private void restore(StoredNode stored) {
        watch.restore(stored.node());
        stored.offsets().forEach((topic, offset) -> seenBefore.merge(topic, offset, Math::max));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        cause = record;
        var metadata =
                context.recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("a record without origin"));
        var topic = shortNames.getOrDefault(metadata.topic(), metadata.topic());
        var at = Instant.ofEpochMilli(record.timestamp());
        if (topic.equals(heartbeats)) {
            pass(at, metadata.partition());
        }
        if (!isSeen(topic, metadata, record.key())) {
            learn(topic, metadata, record.key(), record.value(), at);
        }
        applied.put(topic, metadata.offset());
    }

    private void pass(Instant at, int partition) {
        if (!resumed) {
            resumed = true;
            resume(at);
        }
        watch.advance(at).forEach(this::settle);
        var now = watch.now().orElse(at);
        if (!now.isBefore(clockTold.plus(CLOCK_EVERY))) {
            clockTold = now;
            var clock = Changes.clock(partition, now);
            context.forward(
                    new Record<>("!clock/" + partition, clock, now.toEpochMilli()),
                    NodeTopology.TRANSITIONS);
        }
    }

    private void resume(Instant now) {
        watch.resume(now);
        for (var node : watch.nodes()) {
            node.journal().recent().stream()
                    .filter(change -> change.at().plus(TELL_AGAIN).isAfter(now))
                    .forEach(this::tell);
        }
    }

    private boolean isSeen(String topic, RecordMetadata metadata, @Nullable String key) {
        if (key == null || metadata.offset() > seenBefore.getOrDefault(topic, -1L)) {
            return false;
        }
        var mark = key.indexOf('#');
        var stored = store.get(mark < 0 ? key : key.substring(0, mark));
        return stored != null && stored.hasSeen(topic, metadata.offset());
    }

    /// @throws UnattributedEvent when the event is not the node's own, after that was noted: its
    ///   record becomes a dead letter
    private void learn(
            String topic,
            RecordMetadata metadata,
            @Nullable String key,
            @Nullable SpecificRecord value,
            Instant at) {
        if (value == null) {
            return;
        }
        if (key == null) {
            throw new IllegalArgumentException("an event without a node: its key is missing");
        }
        var origin = new Origin(topic, metadata.partition(), metadata.offset());
        var event = Events.read(key, value, at, origin);
        applied.put(topic, metadata.offset());
        var step = watch.learn(event);
        step.ifPresent(this::settle);
        step.flatMap(Step::refusal)
                .filter(Refusal::isShown)
                .ifPresent(refusal -> {
                    throw new UnattributedEvent(refusal.reason());
                });
    }

    private void settle(Step step) {
        var node = step.node();
        keep(node);
        step.change()
                .ifPresent(change -> {
                    tell(change);
                    present(node, change);
                });
    }

    private void keep(Node node) {
        var key = node.id().toString();
        if (node.state() instanceof Forgotten) {
            store.delete(key);
        } else {
            store.put(key, new StoredNode(node, Map.copyOf(applied)));
        }
    }

    private void tell(Change change) {
        var record =
                new Record<String, SpecificRecord>(
                        change.node().toString(),
                        Changes.write(change),
                        Math.max(0, change.at().toEpochMilli()),
                        trace.next(STEP, cause, change.node().toString()));
        context.forward(record, NodeTopology.TRANSITIONS);
    }

    private void present(Node node, Change change) {
        var gone = node.state() instanceof Forgotten;
        var record =
                new Record<String, @Nullable SpecificRecord>(
                        node.id().toString(),
                        gone ? null : Statuses.write(node, change.at()),
                        Math.max(0, change.at().toEpochMilli()));
        forward(record);
    }

    @SuppressWarnings(
            "NullAway") // A tombstone: Kafka Streams takes null values but does not say so.
    private void forward(Record<String, @Nullable SpecificRecord> record) {
        context.forward(record, NodeTopology.STATUS);
    }
}
