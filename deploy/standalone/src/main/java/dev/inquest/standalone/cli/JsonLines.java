package dev.inquest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.standalone.terminal.Screen;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/// Prints JSON objects, one per line.
final class JsonLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Screen screen;

    JsonLines(Screen screen) {
        this.screen = screen;
    }

    /// Prints one object.
    void print(JsonNode json) {
        try {
            screen.line(MAPPER.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    /// Prints a record as a line that `replay` could read.
    void print(String topic, String key, Instant at, SpecificRecord value) {
        var line = object();
        line.put("topic", topic).put("key", key).put("timestamp", at.toEpochMilli());
        line.set("value", PlainJson.write(value));
        print(line);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
