package dev.inquest.tables;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;

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
    public Cursor<V> iterator() {
        return new Cursor<>(chunks);
    }
}
