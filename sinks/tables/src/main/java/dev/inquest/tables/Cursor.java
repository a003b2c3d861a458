package dev.inquest.tables;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Goes through the rows of a snapshot, or through the cells of a few of its columns.
public final class Cursor<V extends SpecificRecord> implements Iterator<Row<V>> {

    private final Chunk<Row<V>>[] chunks;
    private int slot = -1;
    private int following;

    Cursor(Chunk<Row<V>>[] chunks) {
        this.chunks = chunks;
        this.following = find(0);
    }

    private int find(int from) {
        var slots = chunks.length * Chunk.SIZE;
        var at = from;
        while (at < slots && chunks[at / Chunk.SIZE].get(at % Chunk.SIZE) == null) {
            at++;
        }
        return at;
    }

    @Override
    public boolean hasNext() {
        return following < chunks.length * Chunk.SIZE;
    }

    @Override
    public Row<V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        slot = following;
        following = find(slot + 1);
        var row = chunks[slot / Chunk.SIZE].get(slot % Chunk.SIZE);
        if (row == null) {
            throw new IllegalStateException("a snapshot has changed");
        }
        return row;
    }

    /// A cell of the row that came last. What it is read by must be the same object each time, and
    /// must give what the row holds anyway: the cells of its column are kept.
    public @Nullable Object cell(Function<? super Row<V>, @Nullable Object> read) {
        return chunks[slot / Chunk.SIZE].column(read)[slot % Chunk.SIZE];
    }
}
