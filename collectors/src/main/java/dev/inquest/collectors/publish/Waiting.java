package dev.inquest.collectors.publish;

import dev.inquest.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/// One event on its way to Kafka, with its place in the line.
///
/// @param number its place; retries keep it, so that order survives them
/// @param since when it joined the line, by the monotonic clock
record Waiting(
        long number,
        Topic<?> topic,
        String key,
        Instant at,
        SpecificRecord event,
        long since,
        CompletableFuture<Void> accepted) {

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
