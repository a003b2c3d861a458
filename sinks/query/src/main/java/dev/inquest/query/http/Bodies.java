package dev.inquest.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.query.answer.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Reads JSON bodies, whatever content type they claim to have.
final class Bodies {

    static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /// @param field where the statement is: `sql` or `ksql`
    static Request request(byte[] body, String field) {
        var json = object(body);
        var sql = json.path(field);
        if (!sql.isTextual()) {
            throw KsqlError.of(
                    Code.BAD_REQUEST,
                    "the body must be a JSON object with the text \"" + field + "\"");
        }
        var properties = new HashMap<>(texts(json.path("streamsProperties")));
        properties.putAll(texts(json.path("properties")));
        return new Request(sql.asText(), properties, texts(json.path("sessionVariables")));
    }

    static JsonNode object(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw KsqlError.of(
                    Code.BAD_REQUEST,
                    "the body is not JSON: line %d:%d: %s"
                            .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
        } catch (IOException e) {
            throw KsqlError.of(Code.BAD_REQUEST, "the body cannot be read: " + e.getMessage());
        }
        throw KsqlError.of(Code.BAD_REQUEST, "the body must be a JSON object");
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
