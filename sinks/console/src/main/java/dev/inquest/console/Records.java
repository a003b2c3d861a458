package dev.inquest.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.schemas.json.PlainJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads one record again, for whoever wants to see what a piece of evidence really said.
public final class Records {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    /// A record as it is in Kafka.
    public record Found(String key, long timestamp, JsonNode value) {}

    private Records() {}

    /// Reads one.
    ///
    /// @param topic short name
    /// @return nothing where Kafka no longer holds it
    public static Optional<Found> read(Fleet fleet, String topic, int partition, long offset) {
        return fleet.topics().all().stream()
                .filter(one -> one.shortName().equals(topic))
                .findFirst()
                .flatMap(one -> read(fleet, one, partition, offset));
    }

    private static <V extends SpecificRecord> Optional<Found> read(
            Fleet fleet, Topic<V> topic, int partition, long offset) {
        var place = new TopicPartition(topic.name(), partition);
        try (var consumer = fleet.source().consumers().get()) {
            if (!exists(consumer, place, offset)) {
                return Optional.empty();
            }
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            var format = new WireDeserializer<>(fleet.source().registry(), topic.type());
            return first(consumer, place, offset).flatMap(message -> found(message, format));
        }
    }

    private static boolean exists(
            Consumer<String, byte[]> consumer, TopicPartition place, long offset) {
        var known =
                consumer.partitionsFor(place.topic()).stream()
                        .anyMatch(info -> info.partition() == place.partition());
        if (!known) {
            return false;
        }
        var begin = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
        var end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        return offset >= begin && offset < end;
    }

    private static Optional<ConsumerRecord<String, byte[]>> first(
            Consumer<String, byte[]> consumer, TopicPartition place, long offset) {
        for (var waited = Duration.ZERO;
                waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(POLL)) {
            for (var message : consumer.poll(POLL).records(place)) {
                return message.offset() == offset ? Optional.of(message) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static <V extends SpecificRecord> Optional<Found> found(
            ConsumerRecord<String, byte[]> message, WireDeserializer<V> format) {
        var value = format.deserialize(message.topic(), message.value());
        return Optional.ofNullable(value)
                .map(read -> new Found(message.key(), message.timestamp(), PlainJson.write(read)));
    }
}
