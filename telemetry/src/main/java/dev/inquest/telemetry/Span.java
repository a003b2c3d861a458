package dev.inquest.telemetry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One step of the pipeline that took time.
///
/// @param name such as `inquest detect`
/// @param trace 32 hex digits, `id` and `parent` 16
/// @param trouble why it failed, if it did
public record Span(
        String name,
        String trace,
        String id,
        Optional<String> parent,
        Instant began,
        Instant ended,
        Map<String, String> attributes,
        Optional<String> trouble) {

    public Span {
        attributes = Map.copyOf(attributes);
    }
}
