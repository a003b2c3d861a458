package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.List;
import java.util.Map;

/// A schema as a client offers it, before anybody has looked inside.
public record Proposal(String schema, String type, boolean references, boolean normalize) {

    public static final String AVRO = "AVRO";
    static final int LONGEST = 1 << 20;

    public Proposal(String schema) {
        this(schema, AVRO, false, false);
    }

    /// Parse, don't validate: what comes out is a schema, everything else is refused.
    AvroSchema parse() {
        if (!type.equals(AVRO)) {
            throw invalid("schema type %s is not supported, only AVRO is".formatted(type));
        }
        if (references) {
            throw invalid("schema references are not supported");
        }
        if (schema.isBlank()) {
            throw invalid("empty schema");
        }
        if (schema.length() > LONGEST) {
            throw new Refusal(
                    Reason.SCHEMA_TOO_LARGE,
                    "Schema too large: %d characters, at most %d"
                            .formatted(schema.length(), LONGEST));
        }
        return parseAvro();
    }

    private AvroSchema parseAvro() {
        try {
            var parsed = new AvroSchema(schema, List.of(), Map.of(), null, true);
            return normalize ? parsed.normalize() : parsed;
        } catch (RuntimeException e) {
            // Avro answers bad text with several unrelated kinds of exception.
            throw new Refusal(
                    Reason.INVALID_SCHEMA,
                    "Invalid schema, details: " + String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Reason.INVALID_SCHEMA, "Invalid schema: " + why);
    }
}
