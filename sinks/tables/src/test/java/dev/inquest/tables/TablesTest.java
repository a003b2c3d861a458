package dev.inquest.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topics topics = new Topics("t.", TimeSource.STORY);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ConcurrentLinkedQueue<MockConsumer<String, byte[]>> opened =
            new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Source source = new Source(this::consumer, registry);
    private final TablesObserver observer =
            new TablesObserver() {
                @Override
                public void unreadable(String topic, int partition, long offset, String reason) {
                    complaints.add(topic + "-" + partition + "@" + offset);
                }

                @Override
                public void readingFails(String topic, String reason) {
                    complaints.add(topic + ": " + reason);
                }
            };
    private final Tables tables =
            Tables.start(
                    source, topics, new Bounds(100, 1 << 20), observer, InstantSource.system());

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void isReadyOnceEverythingThatWasThereIsRead() throws InterruptedException {
        assertThat(tables.isReady()).isFalse();

        say(topics.facts(), 0, "a/1#agent", Rows.facts("6.8"));
        say(topics.facts(), 1, "a/2#agent", Rows.facts("6.8"));
        assertThat(tables.isReady()).isFalse();
        tables.all().forEach(table -> fill(table.topic()));

        assertThat(tables.awaitReady(PATIENCE)).isTrue();
        assertThat(tables.facts().snapshot().size()).isEqualTo(2);
    }

    @Test
    void tombstonesDeleteAndBadRecordsAreCounted() {
        say(topics.facts(), 0, "a/1#agent", Rows.facts("6.8"));
        say(topics.facts(), 1, "a/2#agent", Rows.facts("6.8"));
        await().atMost(PATIENCE).until(() -> tables.facts().snapshot().size() == 2);

        say(topics.facts(), 0, "a/1#agent", null);
        write(topics.facts(), 1, "a/3#agent", new byte[] {1, 2, 3});
        write(topics.facts(), 1, null, new byte[] {0, 0, 0, 0, 99});

        await().atMost(PATIENCE).until(() -> tables.facts().counts().unreadable() == 2);
        await().atMost(PATIENCE).until(() -> tables.facts().snapshot().size() == 1);
        assertThat(complaints).containsExactly("t.facts-1@1", "t.facts-1@2");
    }

    @Test
    void aFailingKafkaIsAskedAgain() {
        consumerOf(topics.facts()).setPollException(new KafkaException("away"));
        say(topics.facts(), 0, "a/1#agent", Rows.facts("6.8"));

        await().atMost(PATIENCE).until(() -> tables.facts().get("a/1#agent").isPresent());
        assertThat(complaints).contains("t.facts: away");
    }

    @Test
    void listenersShareOneConsumerWhichEndsWithTheLast() throws InterruptedException {
        var kernel = tables.events(topics.kernel());
        var before = opened.size();
        try (var first = kernel.tail(10);
                var second = kernel.tail(10)) {
            offsets.put(new TopicPartition(topics.kernel().name(), 0), 1L);
            say(topics.kernel(), 0, "a/1", panic("Fatal exception"));

            assertThat(first.take(PATIENCE).items()).extracting(Row::key).containsExactly("a/1");
            assertThat(second.take(PATIENCE).items()).extracting(Row::key).containsExactly("a/1");
            assertThat(opened).hasSize(before + 1);
        }
        assertThat(kernel.listeners()).isZero();
        assertThat(opened.stream().filter(MockConsumer::closed)).hasSize(1);
    }

    @Test
    void aTopicIsReadFromItsBeginning() {
        try (var reading = tables.events(topics.kernel()).read()) {
            assertThat(reading.isAtEnd()).isFalse();
            say(topics.kernel(), 0, "a/1", panic("Fatal exception"));
            say(topics.kernel(), 1, "a/2", panic("Fatal exception"));

            await().atMost(PATIENCE)
                    .until(() -> reading.next(Duration.ofMillis(10)), _ -> reading.isAtEnd());
            assertThat(reading.unreadable()).isZero();
        }
    }

    @Test
    void aTopicThatDoesNotExistIsSaid() {
        var nothing = new Topics("other.", TimeSource.STORY);

        assertThatThrownBy(() ->
                        Tables.start(
                                source,
                                nothing,
                                new Bounds(1, 1),
                                observer,
                                InstantSource.system()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other.status");
    }

    private static KernelEvent panic(String title) {
        return KernelEvent.newBuilder()
                .setSource(KernelSource.SERIAL)
                .setKind(KernelKind.PANICKED)
                .setTitle(title)
                .build();
    }

    /// A consumer whose topics of two partitions each end at offset 1.
    private Consumer<String, byte[]> consumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        for (var topic : topics.all()) {
            var infos =
                    List.of(
                            new PartitionInfo(topic.name(), 0, null, null, null),
                            new PartitionInfo(topic.name(), 1, null, null, null));
            consumer.updatePartitions(topic.name(), infos);
            for (var info : infos) {
                var partition = new TopicPartition(topic.name(), info.partition());
                consumer.updateBeginningOffsets(Map.of(partition, 0L));
                consumer.updateEndOffsets(Map.of(partition, 1L));
            }
        }
        opened.add(consumer);
        return consumer;
    }

    private MockConsumer<String, byte[]> consumerOf(Topic<?> topic) {
        return opened.stream()
                .filter(one -> !one.closed())
                .filter(one -> one.assignment().contains(new TopicPartition(topic.name(), 0)))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private void fill(Topic<?> topic) {
        for (var partition = 0; partition < 2; partition++) {
            write(topic, partition, "!gone", null);
        }
    }

    private <V extends SpecificRecord> void say(
            Topic<V> topic, int partition, String key, @Nullable V value) {
        write(
                topic,
                partition,
                key,
                new WireSerializer<V>(registry).serialize(topic.name(), value));
    }

    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    private void write(
            Topic<?> topic, int partition, @Nullable String key, byte @Nullable [] value) {
        var where = new TopicPartition(topic.name(), partition);
        var consumer = consumerOf(topic);
        var offset = offsets.merge(where, 1L, Long::sum) - 1;
        consumer.schedulePollTask(() ->
                consumer.addRecord(
                        new ConsumerRecord<>(
                                where.topic(), where.partition(), offset, key, value)));
    }
}
