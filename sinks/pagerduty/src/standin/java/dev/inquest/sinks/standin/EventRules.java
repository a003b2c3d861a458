package dev.inquest.sinks.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the documentation of the Events API v2 demands of an event, and nothing else.
public final class EventRules {

    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final Set<String> FIELDS =
            Set.of(
                    "routing_key",
                    "event_action",
                    "dedup_key",
                    "payload",
                    "images",
                    "links",
                    "client",
                    "client_url");
    private static final int KEY = 32;
    private static final int DEDUP_KEY = 255;
    private static final int SUMMARY = 1_024;

    private final List<String> errors = new ArrayList<>();

    private EventRules() {}

    /// Everything that is wrong with an event; empty when it would be taken.
    public static List<String> check(JsonNode event) {
        var rules = new EventRules();
        rules.event(event);
        return rules.errors;
    }

    private void event(JsonNode event) {
        event.fieldNames()
                .forEachRemaining(name -> {
                    if (!FIELDS.contains(name)) {
                        errors.add("'" + name + "' is no field of an event");
                    }
                });
        if (event.path("routing_key").asText("").length() != KEY) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        var action = event.path("event_action").asText("");
        if (!ACTIONS.contains(action)) {
            errors.add("'event_action' is missing or invalid");
        }
        var dedupKey = event.path("dedup_key");
        if (!dedupKey.isMissingNode() && length(dedupKey) > DEDUP_KEY) {
            errors.add("'dedup_key' is too long (maximum is 255 characters)");
        }
        if (action.equals("trigger")) {
            payload(event.path("payload"));
        } else if (length(dedupKey) == 0) {
            errors.add("'dedup_key' is missing or blank");
        }
        links(event.path("links"));
    }

    private void payload(JsonNode payload) {
        required(payload, "summary");
        required(payload, "source");
        if (length(payload.path("summary")) > SUMMARY) {
            errors.add("'payload.summary' is too long (maximum is 1024 characters)");
        }
        if (!SEVERITIES.contains(payload.path("severity").asText(""))) {
            errors.add("'payload.severity' is missing or invalid");
        }
        for (var name : List.of("component", "group", "class")) {
            if (payload.has(name) && !payload.get(name).isTextual()) {
                errors.add("'payload." + name + "' must be text");
            }
        }
        if (payload.has("custom_details") && !payload.get("custom_details").isObject()) {
            errors.add("'payload.custom_details' must be an object");
        }
        timestamp(payload.path("timestamp"));
    }

    private void timestamp(JsonNode timestamp) {
        if (timestamp.isMissingNode()) {
            return;
        }
        try {
            OffsetDateTime.parse(timestamp.asText());
        } catch (DateTimeParseException e) {
            errors.add("'payload.timestamp' is not ISO 8601");
        }
    }

    private void links(JsonNode links) {
        for (var link : links) {
            try {
                if (URI.create(link.path("href").asText("")).getHost() == null) {
                    errors.add("'links.href' is missing or invalid");
                }
            } catch (IllegalArgumentException e) {
                errors.add("'links.href' is missing or invalid");
            }
        }
    }

    private void required(JsonNode payload, String name) {
        if (payload.path(name).asText("").isBlank()) {
            errors.add("'payload." + name + "' is missing or blank");
        }
    }

    private static int length(JsonNode node) {
        var text = node.asText("");
        return text.codePointCount(0, text.length());
    }
}
