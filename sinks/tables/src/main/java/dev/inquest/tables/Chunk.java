package dev.inquest.tables;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A fixed number of neighbouring rows: what is copied when a row changes while a snapshot still
/// shows the old one.
final class Chunk<R> {

    static final int SIZE = 1024;

    private final @Nullable Object[] rows;
    private boolean shared;

    Chunk() {
        this(new Object[SIZE]);
    }

    private Chunk(@Nullable Object[] rows) {
        this.rows = rows;
    }

    @SuppressWarnings("unchecked")
    @Nullable R get(int index) {
        return (R) rows[index];
    }

    /// From now on a snapshot shows this chunk: it must not change any more.
    void share() {
        shared = true;
    }

    /// Puts a row in place.
    ///
    /// @return this chunk, or its successor where a snapshot shows this one
    Chunk<R> with(int index, @Nullable R row) {
        var target = shared ? new Chunk<R>(Arrays.copyOf(rows, SIZE)) : this;
        target.rows[index] = row;
        return target;
    }
}
