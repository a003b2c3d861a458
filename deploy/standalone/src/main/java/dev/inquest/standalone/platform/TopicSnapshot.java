package dev.inquest.standalone.platform;

import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireDeserializer;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/// Reads a compacted topic to the end it has now: the last value of every key.
public final class TopicSnapshot {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicSnapshot() {}

    /// The last value of every key that is not deleted; unreadable records are passed over.
    public static <V extends SpecificRecord> Map<String, V> read(
            Connection connection, Topic<V> topic) {
        try (var consumer = connection.reader()) {
            return read(consumer, connection.registry(), topic);
        }
    }

    /// The same by a consumer that belongs to the caller.
    public static <V extends SpecificRecord> Map<String, V> read(
            Consumer<String, byte[]> consumer, SchemaRegistryClient registry, Topic<V> topic) {
        var format = new WireDeserializer<>(registry, topic.type());
        var latest = new HashMap<String, V>();
        var partitions = partitions(consumer, topic.name());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (isBehind(consumer, ends)) {
            consumer.poll(POLL).forEach(message -> keep(message, format, latest));
        }
        return latest;
    }

    private static List<TopicPartition> partitions(
            Consumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static boolean isBehind(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static <V extends SpecificRecord> void keep(
            ConsumerRecord<String, byte[]> message,
            WireDeserializer<V> format,
            Map<String, V> latest) {
        try {
            var value = format.deserialize(message.topic(), message.value());
            if (value == null) {
                latest.remove(message.key());
                return;
            }
            latest.put(message.key(), value);
        } catch (SerializationException _) {
            latest.remove(message.key());
        }
    }
}
