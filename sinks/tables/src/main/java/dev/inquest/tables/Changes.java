package dev.inquest.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// One reader's changes of a table. For a slow reader, several changes of a key become one; once
/// more keys wait than it may keep, the oldest are dropped and counted, and it had better follow
/// the table anew.
public final class Changes<V extends SpecificRecord> implements AutoCloseable {

    private final int most;
    private final Consumer<Changes<V>> leave;
    private final Bell bell = new Bell();
    private final LinkedHashMap<String, Change<V>> waiting = new LinkedHashMap<>();
    private long missed;

    Changes(int most, Consumer<Changes<V>> leave) {
        this.most = most;
        this.leave = leave;
    }

    void add(Change<V> change) {
        bell.ring(() -> {
            var earlier = waiting.remove(change.key());
            var whole = earlier == null ? change : earlier.then(change);
            if (!whole.isNothing()) {
                waiting.put(whole.key(), whole);
            }
            if (waiting.size() > most) {
                waiting.pollFirstEntry();
                missed++;
            }
        });
    }

    /// Takes what waits, or else waits for it.
    ///
    /// @return an empty batch when nothing came in time, or the reader was closed meanwhile
    public Batch<Change<V>> take(Duration patience) throws InterruptedException {
        return bell.await(patience, () -> !waiting.isEmpty(), this::drain);
    }

    private Batch<Change<V>> drain() {
        var batch = new Batch<>(new ArrayList<>(waiting.values()), missed);
        waiting.clear();
        missed = 0;
        return batch;
    }

    @Override
    public void close() {
        leave.accept(this);
        bell.silence();
    }
}
