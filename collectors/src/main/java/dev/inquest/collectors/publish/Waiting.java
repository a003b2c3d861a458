package dev.inquest.collectors.publish;

import dev.inquest.collectors.spool.Stored;
import dev.inquest.schemas.Topic;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/// One event on its way to Kafka.
///
/// @param safe completes once Kafka or the disk has it
record Waiting(Stored event, Topic<? extends SpecificRecord> topic, CompletableFuture<Void> safe) {

    Waiting(Stored event, Topic<? extends SpecificRecord> topic) {
        this(event, topic, new CompletableFuture<>());
    }

    long number() {
        return event.number();
    }
}
