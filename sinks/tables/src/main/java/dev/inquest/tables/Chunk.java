package dev.inquest.tables;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A fixed number of neighbouring rows: what is copied when a row changes while a snapshot still
/// shows the old one. Beside the rows it keeps the cells of the columns that were asked for last,
/// because to look into a hundred thousand records is to wait for memory a hundred thousand times.
final class Chunk<R> {

    static final int SIZE = 1024;
    static final int COLUMNS_KEPT = 8;

    private final @Nullable Object[] rows;
    private boolean shared;

    // Written by readers without a lock: it never changes once it is made, and where two write at
    // once, what is lost is read again.
    private volatile Column<R>[] columns;

    /// The cells of one column.
    private static final class Column<R> {
        private final Function<? super R, @Nullable Object> read;
        private final @Nullable Object[] cells;

        Column(Function<? super R, @Nullable Object> read, @Nullable Object[] cells) {
            this.read = read;
            this.cells = cells;
        }

        void set(int index, @Nullable R row) {
            cells[index] = row == null ? null : read.apply(row);
        }

        Column<R> copy() {
            return new Column<>(read, Arrays.copyOf(cells, SIZE));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Chunk() {
        this(new Object[SIZE], new Column[0]);
    }

    private Chunk(@Nullable Object[] rows, Column<R>[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    @SuppressWarnings("unchecked")
    @Nullable R get(int index) {
        return (R) rows[index];
    }

    /// The cells of a column, one per row; only of a chunk that is shared.
    @Nullable Object[] column(Function<? super R, @Nullable Object> read) {
        for (var column : columns) {
            if (column.read.equals(read)) {
                return column.cells;
            }
        }
        return remember(read);
    }

    /// Reads a column; where there are too many, the one that was asked for first goes.
    private @Nullable Object[] remember(Function<? super R, @Nullable Object> read) {
        var cells = new @Nullable Object[SIZE];
        for (var i = 0; i < SIZE; i++) {
            var row = get(i);
            cells[i] = row == null ? null : read.apply(row);
        }
        var known = columns;
        var from = known.length < COLUMNS_KEPT ? 0 : 1;
        var more = Arrays.copyOfRange(known, from, known.length + 1);
        more[more.length - 1] = new Column<>(read, cells);
        columns = more;
        return cells;
    }

    /// From now on a snapshot shows this chunk: it must not change any more.
    void share() {
        shared = true;
    }

    /// Puts a row in place.
    ///
    /// @return this chunk, or its successor where a snapshot shows this one
    Chunk<R> with(int index, @Nullable R row) {
        if (shared) {
            return copy().with(index, row);
        }
        rows[index] = row;
        for (var column : columns) {
            column.set(index, row);
        }
        return this;
    }

    private Chunk<R> copy() {
        var copies = columns.clone();
        Arrays.setAll(copies, i -> copies[i].copy());
        return new Chunk<>(Arrays.copyOf(rows, SIZE), copies);
    }
}
