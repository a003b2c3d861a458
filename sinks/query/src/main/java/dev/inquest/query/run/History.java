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
    private final Deque<Row<?>> read = new ArrayDeque<>();

    History(Reading<?> reading) {
        this.reading = reading;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !reading.isAtEnd() && !Thread.currentThread().isInterrupted()) {
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
