package dev.inquest.collectors.publish;

import dev.inquest.schemas.Topic;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/// Takes events from collectors, so that a collector neither knows Kafka nor waits for it.
public interface Publisher extends AutoCloseable {

    /// Publishes one event; the future completes once it is safe, which means accepted by Kafka or
    /// spooled, and fails if it never will be. A heartbeat is safe only in Kafka.
    ///
    /// @param key `cluster/node`, for facts `cluster/node#source`
    /// @param at when it was seen; in production the broker's own time replaces it
    <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event);

    /// Waits until all that was published is accepted, or has failed.
    void flush();

    /// What could not be kept so far.
    default Losses losses() {
        return Losses.NONE;
    }

    @Override
    void close();
}
