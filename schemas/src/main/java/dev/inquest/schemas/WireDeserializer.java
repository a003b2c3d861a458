package dev.inquest.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads a record in the Confluent wire format, whatever version of its schema wrote it.
///
/// Bytes it cannot read are a `SerializationException`, which sends the record to the dead letters;
/// a registry that does not answer is a `RegistryUnreachable`, and the record is tried again.
public final class WireDeserializer<V extends SpecificRecord> implements Deserializer<V> {

    private static final int HEAD = 5;
    private static final int SERVER_ERROR = 500;

    private final SchemaRegistryClient registry;
    private final Schema readerSchema;
    private final Class<V> type;
    private final Map<Integer, SpecificDatumReader<V>> readers = new ConcurrentHashMap<>();

    public WireDeserializer(SchemaRegistryClient registry, Class<V> type) {
        TrustedRecords.trust();
        this.registry = registry;
        this.type = type;
        this.readerSchema = SpecificData.get().getSchema(type);
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEAD || bytes[0] != WireSerializer.MAGIC) {
            throw new SerializationException(
                    "not in the Confluent wire format: topic "
                            + topic
                            + " wants a zero byte first");
        }
        try {
            var id = ByteBuffer.wrap(bytes, 1, 4).getInt();
            var decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null);
            return type.cast(reader(id).read(null, decoder));
        } catch (RegistryUnreachable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "cannot read a " + readerSchema.getName() + " of topic " + topic, e);
        }
    }

    private SpecificDatumReader<V> reader(int id) {
        var known = readers.get(id);
        if (known != null) {
            return known;
        }
        var reader = new SpecificDatumReader<V>(writerSchema(id), readerSchema);
        readers.put(id, reader);
        return reader;
    }

    private Schema writerSchema(int id) {
        try {
            return (Schema) registry.getSchemaById(id).rawSchema();
        } catch (RestClientException e) {
            if (e.getStatus() >= SERVER_ERROR) {
                throw new RegistryUnreachable("the schema registry fails on schema " + id, e);
            }
            throw new SerializationException("schema " + id + " is not in the registry", e);
        } catch (IOException e) {
            throw new RegistryUnreachable("the schema registry does not answer", e);
        }
    }
}
