package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Arrived;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes what could not be delivered to the dead letters, as it came. Nothing is committed before
/// they have it.
final class DeadLetters implements AutoCloseable {

    private static final int LONGEST_REASON = 1_024;

    private final String sink;
    private final String topic;
    private final TopicPartition origin;
    private final Producer<String, byte[]> producer;
    private final Deque<ProducerRecord<String, byte[]>> unwritten = new ArrayDeque<>();

    DeadLetters(String sink, Findings findings) {
        this.sink = sink;
        this.topic = findings.topics().deadLetters();
        this.origin = findings.partition();
        var config = new HashMap<>(findings.client());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, findings.group(sink) + "-dead-letters");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "4194304");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        this.producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    void add(Arrived arrived, String change, String reason) {
        var value = arrived.raw().map(ByteBuffer::array).orElse(null);
        var record = new ProducerRecord<>(topic, arrived.id(), value);
        var headers =
                Map.of(
                        "inquest.reason",
                        reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
                        "inquest.sink",
                        sink,
                        "inquest.change",
                        change,
                        "inquest.origin",
                        origin + "@" + arrived.offset());
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        unwritten.add(record);
    }

    /// Writes what was added.
    ///
    /// @throws KafkaException when Kafka does not take it; it is kept
    void write() throws InterruptedException {
        while (!unwritten.isEmpty()) {
            try {
                producer.send(unwritten.element()).get();
                unwritten.remove();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException) || isBare()) {
                    throw new KafkaException("dead letters cannot be written", e.getCause());
                }
                strip();
            }
        }
    }

    private boolean isBare() {
        return unwritten.element().value() == null;
    }

    /// With its headers it is larger than Kafka takes: they alone say where it lies.
    private void strip() {
        var whole = unwritten.remove();
        unwritten.addFirst(new ProducerRecord<>(topic, null, whole.key(), null, whole.headers()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
