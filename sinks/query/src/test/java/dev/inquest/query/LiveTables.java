package dev.inquest.query;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.tables.Bounds;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import dev.inquest.tables.TablesObserver;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// Tables over Kafka's own stand-in for a consumer, and a way to write into their topics.
public final class LiveTables implements AutoCloseable {

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, TimeSource.STORY);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ConcurrentLinkedQueue<MockConsumer<String, byte[]>> opened =
            new ConcurrentLinkedQueue<>();
    private final List<ConsumerRecord<String, byte[]>> written = new ArrayList<>();
    private boolean inBurst;
    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private final Tables tables =
            Tables.start(
                    new Source(this::consumer, registry),
                    topics,
                    new Bounds(100_000, 1 << 28),
                    TablesObserver.silent(),
                    InstantSource.system());

    public Topics topics() {
        return topics;
    }

    public Tables tables() {
        return tables;
    }

    public void node(String name, NodeStateName state, String kernel) {
        var status =
                NodeStatus.newBuilder()
                        .setCluster("prod")
                        .setNode(name)
                        .setState(state)
                        .setSince(Instant.EPOCH)
                        .setAttributes(Map.of("kernel_release", kernel))
                        .build();
        write(topics.status(), "prod/" + name, status, 0);
    }

    public void kernel(String node, KernelKind kind, long timestamp) {
        var event = KernelEvent.newBuilder().setSource(KernelSource.SERIAL).setKind(kind).build();
        write(topics.kernel(), "prod/" + node, event, timestamp);
    }

    private <V extends SpecificRecord> void write(
            Topic<V> topic, String key, V value, long timestamp) {
        var bytes = new WireSerializer<V>(registry).serialize(topic.name(), value);
        if (bytes == null) {
            throw new IllegalStateException("a tombstone is not written here");
        }
        var offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
        var record =
                new ConsumerRecord<>(
                        topic.name(),
                        0,
                        offset,
                        timestamp,
                        TimestampType.CREATE_TIME,
                        key.length(),
                        bytes.length,
                        key,
                        bytes,
                        new RecordHeaders(),
                        Optional.empty());
        written.add(record);
        if (!inBurst) {
            deliver(topic);
        }
    }

    /// Writes much at once, for one poll.
    public void burst(Topic<?> topic, Runnable writing) {
        inBurst = true;
        writing.run();
        inBurst = false;
        deliver(topic);
    }

    private void deliver(Topic<?> topic) {
        var records = List.copyOf(written);
        written.clear();
        opened.stream()
                .filter(one -> !one.closed())
                .filter(one -> one.assignment().contains(new TopicPartition(topic.name(), 0)))
                .forEach(one -> one.schedulePollTask(() -> records.forEach(one::addRecord)));
    }

    /// Says that a topic has more records than it gives, as a Kafka that has stopped answering
    /// does.
    public void withhold(Topic<?> topic) {
        offsets.merge(topic.name(), 1L, Long::sum);
    }

    /// How many consumers are open.
    public long consumers() {
        return opened.stream().filter(one -> !one.closed()).count();
    }

    private Consumer<String, byte[]> consumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        var node = new Node(1, "broker", 9092);
        for (var topic : topics.all()) {
            var partition = new TopicPartition(topic.name(), 0);
            var info =
                    new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node});
            consumer.updatePartitions(topic.name(), List.of(info));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, offsets.getOrDefault(topic.name(), 0L)));
        }
        opened.add(consumer);
        return consumer;
    }

    @Override
    public void close() {
        tables.close();
    }
}
