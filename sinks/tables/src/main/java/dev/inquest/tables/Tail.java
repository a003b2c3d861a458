package dev.inquest.tables;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// One reader's records of an event topic, from the moment it came. What a slow reader leaves lying
/// beyond its room is dropped, the oldest first, and counted.
public final class Tail<V extends SpecificRecord> implements AutoCloseable {

    private static final long ROOM_BYTES = 4 << 20;

    private final int most;
    private final Consumer<Tail<V>> leave;
    private final Bell bell = new Bell();
    private final Deque<Row<V>> waiting = new ArrayDeque<>();
    private long bytes;
    private long missed;

    Tail(int most, Consumer<Tail<V>> leave) {
        this.most = most;
        this.leave = leave;
    }

    void add(Row<V> row) {
        bell.ring(() -> {
            waiting.add(row);
            bytes += row.size();
            while (waiting.size() > most || (bytes > ROOM_BYTES && waiting.size() > 1)) {
                bytes -= waiting.remove().size();
                missed++;
            }
        });
    }

    /// Takes what waits, or else waits for it.
    ///
    /// @return an empty batch when nothing came in time, or the reader was closed meanwhile
    public Batch<Row<V>> take(Duration patience) throws InterruptedException {
        return bell.await(patience, () -> !waiting.isEmpty(), this::drain);
    }

    private Batch<Row<V>> drain() {
        var batch = new Batch<>(new ArrayList<>(waiting), missed);
        waiting.clear();
        bytes = 0;
        missed = 0;
        return batch;
    }

    @Override
    public void close() {
        leave.accept(this);
        bell.silence();
    }
}
