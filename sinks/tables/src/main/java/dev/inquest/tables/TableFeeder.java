package dev.inquest.tables;

import dev.inquest.tables.Decoded.Deleted;
import dev.inquest.tables.Decoded.Present;
import dev.inquest.tables.Decoded.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Keeps one table as its topic is: what was written, deleted, or has become too old.
final class TableFeeder<V extends SpecificRecord> implements TopicReader.Receiver<V> {

    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final Table<V> table;
    private final TablesObserver observer;
    private final InstantSource clock;
    private final CountDownLatch ready;
    private final Optional<Duration> kept;
    private final Sharing sharing = new Sharing();
    private final Instant began;
    private Instant forgotten;
    private boolean caughtUp;

    /// @param ready counted down once the table is complete
    TableFeeder(
            Table<V> table, TablesObserver observer, InstantSource clock, CountDownLatch ready) {
        this.table = table;
        this.observer = observer;
        this.clock = clock;
        this.ready = ready;
        this.kept = kept(table);
        this.began = clock.instant();
        this.forgotten = began;
    }

    /// How long the broker keeps records of a topic that it does not only compact.
    private static Optional<Duration> kept(Table<?> table) {
        var config = table.topic().config();
        if (!config.getOrDefault("cleanup.policy", "").contains("delete")) {
            return Optional.empty();
        }
        var retention = Long.parseLong(config.getOrDefault("retention.ms", "-1"));
        return retention < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retention));
    }

    @Override
    public void take(ConsumerRecord<String, byte[]> message, Decoded<V> decoded) {
        switch (decoded) {
            case Present(var row) -> table.put(shared(row));
            case Deleted(var key) -> table.remove(key);
            case Unreadable(var key, var reason) -> {
                table.unreadable(key);
                observer.unreadable(message.topic(), message.partition(), message.offset(), reason);
            }
        }
    }

    private Row<V> shared(Row<V> row) {
        return new Row<>(
                row.key(),
                sharing.shared(row.value()),
                row.timestamp(),
                row.partition(),
                row.offset(),
                row.size());
    }

    @Override
    public void failing(String reason) {
        observer.readingFails(table.topic().name(), reason);
    }

    @Override
    public void rested(boolean isCaughtUp) {
        var now = clock.instant();
        if (isCaughtUp && !caughtUp) {
            caughtUp = true;
            observer.caughtUp(table.name(), table.snapshot().size(), Duration.between(began, now));
            ready.countDown();
        }
        if (kept.isPresent() && forgotten.plus(FORGET_EVERY).isBefore(now)) {
            forgotten = now;
            table.forgetOlderThan(now.minus(kept.get()).toEpochMilli());
        }
    }
}
