package dev.inquest.tables;

import dev.inquest.schemas.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// A compacted topic in memory: the last value of every key. One thread writes it; anyone may look
/// up a key, take a snapshot, or follow its changes.
public final class Table<V extends SpecificRecord> {

    private final String name;
    private final Topic<V> topic;
    private final Bounds bounds;
    private final Map<String, Held<V>> index = new ConcurrentHashMap<>();
    private final Collection<Changes<V>> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Slots<Row<V>> slots = new Slots<>();
    private @Nullable Snapshot<V> latest;
    private long version;
    private long bytes;
    private long unreadable;
    private long refused;

    private record Held<V extends SpecificRecord>(Row<V> row, int slot) {}

    /// A table and its changes from that very moment on.
    public record Followed<V extends SpecificRecord>(Snapshot<V> snapshot, Changes<V> changes) {}

    /// What a table holds and what it had to leave out.
    ///
    /// @param bytes of the values on the wire
    /// @param unreadable records that could not be read
    /// @param refused records that did not fit its bounds
    public record Counts(int rows, long bytes, long unreadable, long refused, int followers) {}

    Table(String name, Topic<V> topic, Bounds bounds) {
        this.name = name;
        this.topic = topic;
        this.bounds = bounds;
    }

    /// What people call it, such as nodes.
    public String name() {
        return name;
    }

    public Topic<V> topic() {
        return topic;
    }

    /// The row of one key as it is now.
    public Optional<Row<V>> get(String key) {
        return Optional.ofNullable(index.get(key)).map(Held::row);
    }

    /// The whole table as it is now.
    public Snapshot<V> snapshot() {
        lock.lock();
        try {
            if (latest == null) {
                latest = new Snapshot<>(slots.share(), index.size(), version);
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /// The table as it is now, and every change after that.
    ///
    /// @param waiting keys whose changes may wait for a slow reader; see [Changes]
    public Followed<V> follow(int waiting) {
        lock.lock();
        try {
            var changes = new Changes<V>(waiting, followers::remove);
            followers.add(changes);
            return new Followed<>(snapshot(), changes);
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(index.size(), bytes, unreadable, refused, followers.size());
        } finally {
            lock.unlock();
        }
    }

    void put(Row<V> row) {
        lock.lock();
        try {
            var old = index.get(row.key());
            var oldSize = old == null ? 0 : old.row().size();
            if (!fits(old == null, row.size() - oldSize)) {
                refused++;
                drop(row.key());
                return;
            }
            if (old == null) {
                index.put(row.key(), new Held<>(row, slots.add(row)));
            } else {
                slots.replace(old.slot(), row);
                index.put(row.key(), new Held<>(row, old.slot()));
            }
            changed(row.key(), old == null ? null : old.row(), row);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(boolean isNew, int more) {
        return (!isNew || index.size() < bounds.rows()) && bytes + more <= bounds.bytes();
    }

    void remove(String key) {
        lock.lock();
        try {
            drop(key);
        } finally {
            lock.unlock();
        }
    }

    /// A record nobody can read makes its key unknown: what was before is no longer true.
    void unreadable(@Nullable String key) {
        lock.lock();
        try {
            unreadable++;
            if (key != null) {
                drop(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what the topic itself has deleted for its age by now.
    void forgetOlderThan(long timestamp) {
        for (var row : snapshot()) {
            if (row.timestamp() < timestamp) {
                remove(row.key());
            }
        }
    }

    private void drop(String key) {
        var old = index.remove(key);
        if (old != null) {
            slots.remove(old.slot());
            changed(key, old.row(), null);
        }
    }

    private void changed(String key, @Nullable Row<V> before, @Nullable Row<V> after) {
        latest = null;
        version++;
        bytes += (after == null ? 0 : after.size()) - (before == null ? 0 : before.size());
        for (var follower : followers) {
            follower.add(new Change<>(key, before, after));
        }
    }
}
