package dev.inquest.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/// Walks a JSON value along a schema and builds the generated classes.
final class JsonReading {

    private static final SpecificData DATA = new SpecificData();

    static {
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Nullable Object read(JsonNode json, Schema schema, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(json, schema, path);
            case UNION -> union(json, schema, path);
            case ARRAY -> array(json, schema, path);
            case MAP -> map(json, schema, path);
            case ENUM -> symbol(json, schema, path);
            case LONG -> number(json, schema, path);
            case INT ->
                    demand(json.canConvertToInt(), path, "a whole number") ? json.intValue() : 0;
            case FLOAT -> demand(json.isNumber(), path, "a number") ? json.floatValue() : 0f;
            case DOUBLE -> demand(json.isNumber(), path, "a number") ? json.doubleValue() : 0d;
            case BOOLEAN -> demand(json.isBoolean(), path, "true or false") && json.booleanValue();
            case STRING -> demand(json.isTextual(), path, "a string") ? json.textValue() : "";
            case NULL -> null;
            default -> throw new JsonMismatch(path + ": " + schema.getType() + " is not supported");
        };
    }

    IndexedRecord record(JsonNode json, Schema schema, String path) {
        demand(json.isObject(), path, "an object");
        var record = (IndexedRecord) SpecificData.newInstance(DATA.getClass(schema), schema);
        refuseUnknown(json, schema, path);
        for (var field : schema.getFields()) {
            record.put(field.pos(), field(json.get(field.name()), field, path));
        }
        return record;
    }

    private @Nullable Object field(@Nullable JsonNode json, Schema.Field field, String path) {
        var where = path + "." + field.name();
        if (json != null) {
            return read(json, field.schema(), where);
        }
        if (!field.hasDefaultValue()) {
            throw new JsonMismatch(where + " is missing");
        }
        return DATA.getDefaultValue(field);
    }

    private static void refuseUnknown(JsonNode json, Schema schema, String path) {
        for (var name : (Iterable<String>) json::fieldNames) {
            if (schema.getField(name) == null) {
                throw new JsonMismatch(path + " has no field '" + name + "'");
            }
        }
    }

    private @Nullable Object union(JsonNode json, Schema schema, String path) {
        if (json.isNull()) {
            demand(PlainJson.isNullable(schema), path, "a value");
            return null;
        }
        JsonMismatch last = new JsonMismatch(path + " fits no branch");
        for (var branch : schema.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                try {
                    return read(json, branch, path);
                } catch (JsonMismatch e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    private List<@Nullable Object> array(JsonNode json, Schema schema, String path) {
        demand(json.isArray(), path, "an array");
        var list = new ArrayList<@Nullable Object>(json.size());
        for (var item : json) {
            list.add(read(item, schema.getElementType(), path + "[" + list.size() + "]"));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(JsonNode json, Schema schema, String path) {
        demand(json.isObject(), path, "an object");
        var map = new HashMap<String, @Nullable Object>();
        json.properties()
                .forEach(entry ->
                        map.put(
                                entry.getKey(),
                                read(
                                        entry.getValue(),
                                        schema.getValueType(),
                                        path + "." + entry.getKey())));
        return map;
    }

    private static Object symbol(JsonNode json, Schema schema, String path) {
        var name = json.asText();
        if (!json.isTextual() || !schema.hasEnumSymbol(name)) {
            throw new JsonMismatch(path + " must be one of " + schema.getEnumSymbols());
        }
        return DATA.createEnum(name, schema);
    }

    private static Object number(JsonNode json, Schema schema, String path) {
        demand(json.canConvertToLong() && json.isIntegralNumber(), path, "a whole number");
        var logical = schema.getLogicalType();
        if (logical != null && logical.getName().equals("timestamp-millis")) {
            return Instant.ofEpochMilli(json.longValue());
        }
        return json.longValue();
    }

    private static boolean demand(boolean holds, String path, String what) {
        if (!holds) {
            throw new JsonMismatch(path + " must be " + what);
        }
        return true;
    }
}
