package dev.inquest.tables;

import dev.inquest.schemas.RegistryUnreachable;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.WireDeserializer;
import dev.inquest.tables.Decoded.Deleted;
import dev.inquest.tables.Decoded.Present;
import dev.inquest.tables.Decoded.Unreadable;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/// Reads Kafka records of one topic, whatever is in them.
final class Decoder<V extends SpecificRecord> {

    private final WireDeserializer<V> format;

    Decoder(SchemaRegistryClient registry, Topic<V> topic) {
        this.format = new WireDeserializer<>(registry, topic.type());
    }

    /// @throws RegistryUnreachable when the registry does not answer; the record may be good
    Decoded<V> decode(ConsumerRecord<String, byte[]> message) {
        var key = message.key();
        if (key == null) {
            return new Unreadable<>(null, "it has no key");
        }
        try {
            var value = format.deserialize(message.topic(), message.value());
            return value == null ? new Deleted<>(key) : new Present<>(row(message, value));
        } catch (RegistryUnreachable e) {
            throw e;
        } catch (SerializationException e) {
            return new Unreadable<>(key, String.valueOf(e.getMessage()));
        }
    }

    private static <V extends SpecificRecord> Row<V> row(
            ConsumerRecord<String, byte[]> message, V value) {
        return new Row<>(
                message.key(),
                value,
                message.timestamp(),
                message.partition(),
                message.offset(),
                message.value().length);
    }
}
