package dev.inquest.tables;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /// The cells of one column, of whichever row came last. What they are read by must be the same
    /// object each time, and must give what the row holds anyway: the cells are kept.
    public Supplier<@Nullable Object> cells(Function<? super Row<V>, @Nullable Object> read) {
        return new Cells(read);
    }

    /// It asks each chunk for its column once.
    private final class Cells implements Supplier<@Nullable Object> {
        private final Function<? super Row<V>, @Nullable Object> read;
        private @Nullable Object[] cells = {};
        private int chunk = -1;

        Cells(Function<? super Row<V>, @Nullable Object> read) {
            this.read = read;
        }

        @Override
        public @Nullable Object get() {
            if (slot / Chunk.SIZE != chunk) {
                chunk = slot / Chunk.SIZE;
                cells = chunks[chunk].column(read);
            }
            return cells[slot % Chunk.SIZE];
        }
    }
}
