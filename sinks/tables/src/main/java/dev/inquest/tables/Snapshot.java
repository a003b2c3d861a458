package dev.inquest.tables;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// A table as it was at one moment; it never changes, however long somebody reads in it.
public final class Snapshot<V extends SpecificRecord> implements Iterable<Row<V>> {

    private final Chunk<Row<V>>[] chunks;
    private final int size;
    private final long version;

    Snapshot(Chunk<Row<V>>[] chunks, int size, long version) {
        this.chunks = chunks;
        this.size = size;
        this.version = version;
    }

    /// How many rows there are.
    public int size() {
        return size;
    }

    /// How many changes the table had seen: equal versions of one table are equal snapshots.
    public long version() {
        return version;
    }

    public Stream<Row<V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<Row<V>> iterator() {
        return new Rows();
    }

    private final class Rows implements Iterator<Row<V>> {
        private int slot;
        private @Nullable Row<V> next = find();

        private @Nullable Row<V> find() {
            var slots = chunks.length * Chunk.SIZE;
            while (slot < slots) {
                var row = chunks[slot / Chunk.SIZE].get(slot % Chunk.SIZE);
                slot++;
                if (row != null) {
                    return row;
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row<V> next() {
            var row = next;
            if (row == null) {
                throw new NoSuchElementException();
            }
            next = find();
            return row;
        }
    }
}
