package dev.inquest.sinks.receiver;

import dev.inquest.schemas.wire.Finding;
import java.util.Map;

/// One thing to tell a receiver.
///
/// @param finding the present of the finding, as it is on the topic
/// @param headers Kafka headers of its record as text, such as `traceparent`
public record Notice(Change change, Finding finding, Map<String, String> headers) {

    public Notice {
        headers = Map.copyOf(headers);
    }

    /// The same for a notice and its repetitions, and for no other.
    public String idempotencyKey() {
        return finding.getId() + "/" + finding.getRevision();
    }
}
