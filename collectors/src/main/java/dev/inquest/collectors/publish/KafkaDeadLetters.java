package dev.inquest.collectors.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends samples to the topic of dead letters by a small producer of their own, made for the first
/// one, so that they can never stand in the way of events.
public final class KafkaDeadLetters implements DeadLetters {

    private final String topic;
    private final Map<String, Object> properties;
    // Guards the producer: it is made on one thread and closed on another.
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Producer<String, byte[]>> producer = Optional.empty();
    private boolean closed;

    /// @param client further producer properties, such as TLS and SASL
    public KafkaDeadLetters(String topic, String bootstrapServers, Map<String, String> client) {
        this.topic = topic;
        this.properties = new HashMap<>(client);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "inquest-collectors-dead-letters");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "100");
    }

    @Override
    public void send(String key, byte[] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        lock.lock();
        try {
            if (!closed) {
                var _ = open().send(record);
            }
        } catch (KafkaException e) {
            // A sample: nobody is to wait for it, and the count of what it samples is kept anyway.
        } finally {
            lock.unlock();
        }
    }

    private Producer<String, byte[]> open() {
        if (producer.isEmpty()) {
            var made =
                    new KafkaProducer<>(
                            properties, new StringSerializer(), new ByteArraySerializer());
            producer = Optional.of(made);
        }
        return producer.get();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            producer.ifPresent(made -> made.close(Duration.ofMillis(300)));
        } finally {
            lock.unlock();
        }
    }
}
