package dev.inquest.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.List;

/// Asks Confluent's own rules, the ones its mock registry and its server use, whether a schema may
/// follow others.
final class Compatibility {

    private Compatibility() {}

    /// What stands against it; an empty list means it is compatible.
    static List<String> objections(
            AvroSchema schema, CompatibilityLevel level, List<SchemaVersion> oldestFirst) {
        var history = oldestFirst.stream().<ParsedSchemaHolder>map(Held::new).toList();
        return schema.isCompatible(level, history);
    }

    /// Parses an earlier schema only if the level makes the rules look at it.
    private record Held(SchemaVersion version) implements ParsedSchemaHolder {

        @Override
        public ParsedSchema schema() {
            return new AvroSchema(version.schema());
        }

        @Override
        public void clear() {}
    }
}
