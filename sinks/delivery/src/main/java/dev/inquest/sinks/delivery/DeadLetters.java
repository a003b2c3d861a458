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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes what could not be delivered to the dead letters, as it came. Nothing is committed before
/// they have it.
final class DeadLetters implements AutoCloseable {

    private static final int LONGEST_REASON = 1_024;

    /// So many may wait to be written; then nothing more is read.
    private static final int MOST_WAITING = 100;

    private final String sink;
    private final String topic;
    private final TopicPartition origin;
    private final Producer<String, byte[]> producer;
    private final Deque<ProducerRecord<String, byte[]>> unwritten = new ArrayDeque<>();

    /// @param topic of dead letters
    /// @param origin of what could not be delivered
    DeadLetters(
            String sink, String topic, TopicPartition origin, Producer<String, byte[]> producer) {
        this.sink = sink;
        this.topic = topic;
        this.origin = origin;
        this.producer = producer;
    }

    static DeadLetters of(String sink, Findings findings) {
        var config = new HashMap<>(findings.client());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, findings.group(sink) + "-dead-letters");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "4194304");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        return new DeadLetters(
                sink, findings.topics().deadLetters(), findings.partition(), producer);
    }

    /// Kafka does not take a dead letter; it is kept.
    static final class Unwritten extends Exception {

        private static final long serialVersionUID = 1;

        private Unwritten(@Nullable Throwable cause) {
            super("a dead letter cannot be written: " + why(cause), cause);
        }

        private static String why(@Nullable Throwable cause) {
            return cause == null ? "" : String.valueOf(cause.getMessage());
        }
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
    /// @throws Unwritten at the first one that Kafka does not take
    void write() throws Unwritten, InterruptedException {
        while (!unwritten.isEmpty()) {
            try {
                producer.send(unwritten.element()).get();
                unwritten.remove();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException) || isBare()) {
                    throw new Unwritten(e.getCause());
                }
                strip();
            }
        }
    }

    /// Whether so many wait that no more should be read for now.
    boolean isFull() {
        return unwritten.size() >= MOST_WAITING;
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
