package dev.inquest.standalone.cluster;

import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.Topic;
import dev.inquest.topology.ReplayRun;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;

/// Accepts all events and keeps them, so that detection can be run on them.
final class ToldEvents implements Publisher {

    private record Told(String topic, String key, Instant at, SpecificRecord event) {}

    private final List<Told> all = new CopyOnWriteArrayList<>();

    @Override
    public <V extends SpecificRecord> CompletableFuture<Void> publish(
            Topic<V> topic, String key, Instant at, V event) {
        all.add(new Told(topic.shortName(), key, at, event));
        return CompletableFuture.completedFuture(null);
    }

    /// The events of one type about one node, in order.
    <V extends SpecificRecord> List<V> of(String key, Class<V> type) {
        return all.stream()
                .filter(told -> told.key().equals(key))
                .map(Told::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// All events through detection; other events may be mixed in before.
    void play(ReplayRun run) {
        all.forEach(told -> run.apply(told.topic(), told.key(), told.at(), told.event()));
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
