package dev.inquest.collectors.publish;

import dev.inquest.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;

/// Keeps what is published, in order, and accepts it at once or when told to.
public final class RecordingPublisher implements Publisher {

    /// One published event.
    public record Published(
            String topic,
            String key,
            Instant at,
            SpecificRecord event,
            CompletableFuture<Void> accepted) {}

    private final List<Published> all = new CopyOnWriteArrayList<>();
    private volatile boolean accepting = true;

    /// From now on nothing is accepted until [#acceptAll].
    public void hold() {
        accepting = false;
    }

    public void acceptAll() {
        accepting = true;
        all.forEach(published -> published.accepted().complete(null));
    }

    public List<Published> all() {
        return List.copyOf(all);
    }

    /// The events of one type, in order.
    public <V extends SpecificRecord> List<V> events(Class<V> type) {
        return all.stream().map(Published::event).filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        var accepted = new CompletableFuture<Void>();
        all.add(new Published(topic.shortName(), key, at, event, accepted));
        if (accepting) {
            accepted.complete(null);
        }
        return accepted;
    }

    @Override
    public void flush() {
        // Nothing waits here.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
