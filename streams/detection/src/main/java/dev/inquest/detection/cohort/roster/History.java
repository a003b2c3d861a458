package dev.inquest.detection.cohort.roster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers what nodes were before their latest changes, so that controls can be drawn as of the
/// onset of a silence that was noticed only minutes later.
final class History {

    /// Older states are dropped.
    static final Duration KEPT = Duration.ofHours(1);

    /// Of more former states than this the oldest are dropped, however young.
    static final int MAX_STATES = 131_072;

    private final Map<Integer, Past> latest = new HashMap<>();
    private final ArrayDeque<Past> all = new ArrayDeque<>();
    private final Consumer<char[]> dropped;

    /// @param dropped told of rows that are no longer held
    History(Consumer<char[]> dropped) {
        this.dropped = dropped;
    }

    /// A former state of one node.
    static final class Past {
        private final int place;
        private final long since;
        private final long until;
        private final Health health;
        private final char @Nullable [] row;
        private @Nullable Past older;
        private @Nullable Past newer;

        /// @param row what it carried; none when the next state carries the same
        private Past(int place, long since, long until, Health health, char @Nullable [] row) {
            this.place = place;
            this.since = since;
            this.until = until;
            this.health = health;
            this.row = row;
        }

        Health health() {
            return health;
        }

        char @Nullable [] row() {
            return row;
        }

        @Nullable Past older() {
            return older;
        }

        /// Whether the node was in this state, or already past it, at that moment.
        boolean began(long at) {
            return since <= at;
        }
    }

    void add(int place, long since, long until, Health health, char @Nullable [] row) {
        var past = new Past(place, since, until, health, row);
        var before = latest.put(place, past);
        if (before != null) {
            past.older = before;
            before.newer = past;
        }
        all.add(past);
        while (all.size() > MAX_STATES) {
            drop(all.remove());
        }
    }

    /// What a node was before its present state.
    @Nullable Past of(int place) {
        return latest.get(place);
    }

    /// Forgets states that ended before this moment.
    void forget(long before) {
        for (var past = all.peek(); past != null && past.until < before; past = all.peek()) {
            drop(all.remove());
        }
    }

    /// Forgets a node that left.
    void remove(int place) {
        latest.remove(place);
    }

    private void drop(Past past) {
        var newer = past.newer;
        if (newer != null) {
            newer.older = null;
        } else {
            latest.remove(past.place, past);
        }
        if (past.row != null) {
            dropped.accept(past.row);
        }
    }
}
