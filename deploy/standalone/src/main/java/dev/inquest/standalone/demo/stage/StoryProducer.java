package dev.inquest.standalone.demo.stage;

import dev.inquest.schemas.NodePartitioner;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.WireSerializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes the records of the story with the story's own timestamps, ticks among them.
final class StoryProducer implements AutoCloseable {

    private final Producer<String, @Nullable SpecificRecord> producer;
    private final Topics topics;
    private final int partitions;
    private final List<Future<?>> underway = new ArrayList<>();

    private StoryProducer(
            Producer<String, @Nullable SpecificRecord> producer, Topics topics, int partitions) {
        this.producer = producer;
        this.topics = topics;
        this.partitions = partitions;
    }

    /// @param partitions of each event topic
    static StoryProducer open(
            String bootstrapServers, SchemaRegistryClient registry, Topics topics, int partitions) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-story");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        var producer =
                new KafkaProducer<String, @Nullable SpecificRecord>(
                        config,
                        new StringSerializer(),
                        new WireSerializer<SpecificRecord>(registry));
        return new StoryProducer(producer, topics, partitions);
    }

    void send(Topic<?> topic, String key, Instant at, SpecificRecord value) {
        send(topic, NodePartitioner.partition(key, partitions), key, at, value);
    }

    /// Lets time reach a moment in every partition.
    void tick(Instant at) {
        for (var partition = 0; partition < partitions; partition++) {
            send(topics.heartbeats(), partition, Topics.TICK_KEY, at, null);
        }
    }

    private void send(
            Topic<?> topic, int partition, String key, Instant at, @Nullable SpecificRecord value) {
        var record =
                new ProducerRecord<String, @Nullable SpecificRecord>(
                        topic.name(), partition, at.toEpochMilli(), key, value);
        underway.add(producer.send(record));
    }

    /// Waits until everything sent is acknowledged.
    void await() throws InterruptedException {
        producer.flush();
        try {
            for (var sent : underway) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a record of the story", e.getCause());
        }
        underway.clear();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
