package dev.inquest.collectors.publish;

import dev.inquest.collectors.spool.Spool;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Turns events into bytes while they wait, and back, also when an earlier version wrote them.
///
/// While they wait they are bytes, because bytes can be counted and objects cannot.
final class EventBodies {

    static {
        TrustedRecords.trust();
    }

    private final Map<Schema, Long> fingerprints = new ConcurrentHashMap<>();
    private final Map<Long, Schema> written = new ConcurrentHashMap<>();

    ByteBuffer body(SpecificRecord event) {
        var bytes = new ByteArrayOutputStream(256);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    long fingerprint(Schema schema) {
        return fingerprints.computeIfAbsent(
                schema,
                fresh -> {
                    var fingerprint = SchemaNormalization.parsingFingerprint64(fresh);
                    written.put(fingerprint, fresh);
                    return fingerprint;
                });
    }

    /// Leaves the schema with the spool, for whoever reads it next.
    void keep(long fingerprint, Spool spool) throws IOException {
        var schema = written.get(fingerprint);
        if (schema != null) {
            spool.keepSchema(fingerprint, schema.toString());
        }
    }

    /// The event; empty when its schema is gone or its bytes do not fit.
    <V extends SpecificRecord> Optional<V> event(
            Topic<V> topic, long schema, ByteBuffer body, Optional<Spool> spool) {
        return schema(schema, spool).flatMap(writer -> read(topic, writer, body));
    }

    private Optional<Schema> schema(long fingerprint, Optional<Spool> spool) {
        var known = Optional.ofNullable(written.get(fingerprint));
        if (known.isPresent()) {
            return known;
        }
        var kept = spool.flatMap(from -> from.schema(fingerprint)).flatMap(EventBodies::parsed);
        kept.ifPresent(schema -> written.put(fingerprint, schema));
        return kept;
    }

    private static Optional<Schema> parsed(String text) {
        try {
            return Optional.of(new Schema.Parser().parse(text));
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static <V extends SpecificRecord> Optional<V> read(
            Topic<V> topic, Schema writer, ByteBuffer body) {
        var reader = SpecificData.get().getSchema(topic.type());
        var bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            var event = new SpecificDatumReader<V>(writer, reader).read(null, decoder);
            return Optional.of(topic.type().cast(event));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
