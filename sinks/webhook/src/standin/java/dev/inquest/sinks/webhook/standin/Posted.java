package dev.inquest.sinks.webhook.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import java.util.Optional;

/// One request as it came.
public record Posted(Headers headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The same for a request and its repetitions.
    public String idempotencyKey() {
        return header("Idempotency-Key").orElseThrow();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    public JsonNode json() throws JsonProcessingException {
        return JSON.readTree(body);
    }

    /// Whether it is JSON, says so, and can be told from others.
    boolean isWhole() {
        try {
            return header("Content-Type").filter(type -> type.contains("json")).isPresent()
                    && header("Idempotency-Key").filter(key -> !key.isBlank()).isPresent()
                    && json().isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
