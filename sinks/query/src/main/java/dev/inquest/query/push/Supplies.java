package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import dev.inquest.tables.Batch;
import dev.inquest.tables.Changes;
import dev.inquest.tables.EventTopic;
import dev.inquest.tables.Reading;
import dev.inquest.tables.Row;
import dev.inquest.tables.Table;
import dev.inquest.tables.Tail;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;

/// The supplies there are: records of a topic from now or from its beginning, and changes of a
/// table.
final class Supplies {

    private static final int ROWS_AT_ONCE = 1_000;

    private Supplies() {}

    static Supply of(EventTopic<?> topic, boolean fromBeginning, int waiting) {
        return fromBeginning ? new Read(topic.read()) : new Listened(topic.tail(waiting));
    }

    static <V extends SpecificRecord> Supply of(
            Table<V> table, boolean fromBeginning, int waiting) {
        var followed = table.follow(waiting);
        var first = new ArrayDeque<Row<?>>();
        if (fromBeginning) {
            followed.snapshot().forEach(first::add);
        }
        return new Followed<>(followed.changes(), first);
    }

    private static void requireAll(Batch<?> batch) {
        if (batch.missed() > 0) {
            throw KsqlError.of(
                    Code.SATURATED,
                    "rows are read too slowly: %d were lost, so the query ends"
                            .formatted(batch.missed()));
        }
    }

    private record Listened(Tail<?> tail) implements Supply {
        @Override
        public List<Row<?>> take(Duration patience) throws InterruptedException {
            var batch = tail.take(patience);
            requireAll(batch);
            return List.copyOf(batch.items());
        }

        @Override
        public void close() {
            tail.close();
        }
    }

    /// A Kafka consumer belongs to one thread, so another one only asks it to stop.
    private static final class Read implements Supply {
        private static final Duration AT_MOST = Duration.ofMillis(100);

        private final Reading<?> reading;
        private final AtomicBoolean closed = new AtomicBoolean();

        Read(Reading<?> reading) {
            this.reading = reading;
        }

        @Override
        public synchronized List<Row<?>> take(Duration patience) {
            return closed.get() ? List.of() : List.copyOf(reading.next(AT_MOST));
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release();
            }
        }

        private synchronized void release() {
            reading.close();
        }
    }

    private record Followed<V extends SpecificRecord>(Changes<V> changes, Deque<Row<?>> first)
            implements Supply {
        @Override
        public List<Row<?>> take(Duration patience) throws InterruptedException {
            var rows = new ArrayList<Row<?>>();
            while (!first.isEmpty() && rows.size() < ROWS_AT_ONCE) {
                rows.add(first.remove());
            }
            if (!rows.isEmpty()) {
                return rows;
            }
            var batch = changes.take(patience);
            requireAll(batch);
            for (var change : batch.items()) {
                if (change.after() != null) {
                    rows.add(change.after());
                }
            }
            return rows;
        }

        @Override
        public void close() {
            changes.close();
        }
    }
}
