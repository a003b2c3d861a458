package dev.inquest.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inquest.standalone.registry.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/// Reads what clients send with patience for what we do not know, and refuses what is no JSON
/// object in the registry's own words.
record RequestBody(JsonNode json) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static RequestBody of(@Nullable String text) {
        try {
            var json = MAPPER.readTree(text == null ? "" : text);
            if (json.isObject()) {
                return new RequestBody(json);
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    Reason.MALFORMED, "The body is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new Refusal(Reason.MALFORMED, "The body must be a JSON object");
    }

    Proposal proposal(boolean normalize) {
        if (json.path("id").asInt(0) > 0) {
            throw new Refusal(
                    Reason.NOT_PERMITTED, "Ids are given by the registry, it has no import mode");
        }
        return new Proposal(
                text("schema"),
                json.path("schemaType").asText(Proposal.AVRO),
                !json.path("references").isEmpty(),
                normalize || json.path("normalize").asBoolean(false));
    }

    /// Empty if the field is missing or no text.
    String text(String field) {
        return json.path(field).asText("");
    }
}
