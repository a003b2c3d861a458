package dev.inquest.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.TrustedRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Turns records into plain JSON and back: Avro's field names, unions untagged, timestamps in
/// milliseconds since 1970, and absent fields taken from the schema's defaults.
///
/// Avro's own JSON encoding tags unions and demands every field, which nobody wants to type.
public final class PlainJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static {
        TrustedRecords.trust();
    }

    private PlainJson() {}

    /// The record as a JSON object.
    public static ObjectNode write(SpecificRecord value) {
        return writeRecord(value);
    }

    /// The JSON object as a record.
    ///
    /// @throws JsonMismatch naming the field that does not fit
    public static <V extends SpecificRecord> V read(JsonNode json, Class<V> type) {
        var schema = SpecificData.get().getSchema(type);
        return type.cast(new JsonReading().record(json, schema, type.getSimpleName()));
    }

    private static ObjectNode writeRecord(IndexedRecord value) {
        var json = JSON.objectNode();
        for (var field : value.getSchema().getFields()) {
            json.set(field.name(), writeValue(value.get(field.pos())));
        }
        return json;
    }

    private static JsonNode writeValue(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case IndexedRecord record -> writeRecord(record);
            case List<?> list -> {
                var array = JSON.arrayNode();
                list.forEach(item -> array.add(writeValue(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = JSON.objectNode();
                map.forEach((key, item) -> object.set(key.toString(), writeValue(item)));
                yield object;
            }
            case Instant at -> JSON.numberNode(at.toEpochMilli());
            case Long number -> JSON.numberNode(number);
            case Integer number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean flag -> JSON.booleanNode(flag);
            default -> JSON.textNode(value.toString());
        };
    }

    /// The branch of a union, or the schema itself.
    static boolean isNullable(Schema schema) {
        return schema.isUnion()
                && schema.getTypes().stream().anyMatch(t -> t.getType() == Schema.Type.NULL);
    }
}
