package dev.inquest.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the rows of a table lie: in chunks, so that a snapshot costs a list of chunks and a change
/// at most one copied chunk. Used by one thread at a time.
final class Slots<R> {

    private final List<Chunk<R>> chunks = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int used;

    /// Puts a new row somewhere.
    ///
    /// @return where
    int add(R row) {
        var slot = free.isEmpty() ? used++ : free.pop();
        if (slot / Chunk.SIZE == chunks.size()) {
            chunks.add(new Chunk<>());
        }
        set(slot, row);
        return slot;
    }

    void replace(int slot, R row) {
        set(slot, row);
    }

    void remove(int slot) {
        set(slot, null);
        free.push(slot);
    }

    private void set(int slot, @Nullable R row) {
        var number = slot / Chunk.SIZE;
        chunks.set(number, chunks.get(number).with(slot % Chunk.SIZE, row));
    }

    /// The chunks as they are; from now on they stay so.
    @SuppressWarnings({"unchecked", "rawtypes"})
    Chunk<R>[] share() {
        chunks.forEach(Chunk::share);
        return chunks.toArray(new Chunk[0]);
    }
}
