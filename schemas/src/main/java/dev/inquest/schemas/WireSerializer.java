package dev.inquest.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes a record in the Confluent wire format: a zero byte, the schema's id as four big-endian
/// bytes, then Avro binary.
///
/// The schema is registered under `<topic>-value` on first use.
public final class WireSerializer<V extends SpecificRecord> implements Serializer<V> {

    static final byte MAGIC = 0;

    private final SchemaIds schemas;

    public WireSerializer(SchemaRegistryClient registry) {
        this(new RegistryIds(registry));
    }

    public WireSerializer(SchemaIds schemas) {
        TrustedRecords.trust();
        this.schemas = schemas;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null;
        }
        var schema = value.getSchema();
        try {
            return encode(schemas.idOf(topic + "-value", schema), schema, value);
        } catch (IOException | SchemaRefused e) {
            throw new SerializationException(
                    "cannot write a " + schema.getName() + " for topic " + topic, e);
        }
    }

    private static <V extends SpecificRecord> byte[] encode(int id, Schema schema, V value)
            throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        var head = new DataOutputStream(bytes);
        head.writeByte(MAGIC);
        head.writeInt(id);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<V>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
