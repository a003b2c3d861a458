package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record of the findings topic as it was read.
///
/// @param finding null for a tombstone
/// @param raw the value as it came, for the dead letters; empty for a tombstone
/// @param headers its Kafka headers as text
public record Arrived(
        long offset,
        String id,
        @Nullable Finding finding,
        Optional<ByteBuffer> raw,
        Map<String, String> headers) {

    public Arrived {
        headers = Map.copyOf(headers);
    }
}
