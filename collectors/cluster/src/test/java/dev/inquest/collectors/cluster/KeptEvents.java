package dev.inquest.collectors.cluster;

import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// Keeps what is published, and accepts it at once.
final class KeptEvents implements Publisher {

    private record Kept(String key, SpecificRecord event) {}

    private final List<Kept> all = new CopyOnWriteArrayList<>();

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        all.add(new Kept(key, event));
        return CompletableFuture.completedFuture(null);
    }

    <V extends SpecificRecord> List<V> of(String key, Class<V> type) {
        return all.stream()
                .filter(kept -> kept.key().equals(key))
                .map(Kept::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Set<String> keys(Class<? extends SpecificRecord> type) {
        return all.stream()
                .filter(kept -> type.isInstance(kept.event()))
                .map(Kept::key)
                .collect(Collectors.toSet());
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
