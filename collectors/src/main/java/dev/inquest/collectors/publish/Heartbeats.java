package dev.inquest.collectors.publish;

import dev.inquest.collectors.publish.KafkaPublisher.NotPublished;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Sends heartbeats past all that waits: one that comes late would prove a life that may be over.
final class Heartbeats {

    private final Sending sending;
    private volatile long lastMade = System.nanoTime();
    private volatile long lastAccepted = System.nanoTime();

    Heartbeats(Sending sending) {
        this.sending = sending;
    }

    /// Each on a thread of its own, because asking Kafka for a topic it does not know yet may take
    /// seconds; what Kafka does not take fails.
    CompletableFuture<Void> send(Topic<?> topic, String key, Instant at, Heartbeat heartbeat) {
        lastMade = System.nanoTime();
        var accepted = new CompletableFuture<Void>();
        Thread.ofVirtual()
                .name("heartbeat-sending")
                .start(() -> {
                    var answer = sending.send(topic, key, at, heartbeat, List.of());
                    var _ = answer.whenComplete((result, failure) -> settle(accepted, result));
                });
        return accepted;
    }

    private void settle(CompletableFuture<Void> accepted, Answer answer) {
        switch (answer) {
            case Answer.Accepted() -> {
                lastAccepted = System.nanoTime();
                accepted.complete(null);
            }
            case Answer.Later(var why) -> accepted.completeExceptionally(new NotPublished(why));
            case Answer.Refused(var why) -> accepted.completeExceptionally(new NotPublished(why));
        }
    }

    /// Since one was made, at first since the start.
    Duration sinceMade() {
        return Duration.ofNanos(System.nanoTime() - lastMade);
    }

    /// Since Kafka took one, at first since the start.
    Duration sinceAccepted() {
        return Duration.ofNanos(System.nanoTime() - lastAccepted);
    }
}
