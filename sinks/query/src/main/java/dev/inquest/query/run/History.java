package dev.inquest.query.run;

import dev.inquest.tables.Reading;
import dev.inquest.tables.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The records that a topic holds when the query comes, one after the other.
final class History implements Iterator<Row<?>>, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Reading<?> reading;
    private final Runnable whileWaiting;
    private final Deque<Row<?>> read = new ArrayDeque<>();

    /// @param whileWaiting called before each wait; may throw to end it
    History(Reading<?> reading, Runnable whileWaiting) {
        this.reading = reading;
        this.whileWaiting = whileWaiting;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !reading.isAtEnd()) {
            whileWaiting.run();
            read.addAll(reading.next(PATIENCE));
        }
        return !read.isEmpty();
    }

    @Override
    public Row<?> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }

    @Override
    public void close() {
        reading.close();
    }
}
