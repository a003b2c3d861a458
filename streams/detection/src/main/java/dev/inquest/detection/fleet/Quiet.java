package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who of one place is heard and who is not, by when each was last heard.
final class Quiet {

    private final NavigableMap<Instant, Set<NodeId>> silent = new TreeMap<>();
    private int heard;

    /// Some nodes that fell silent together.
    record Fall(Instant from, Instant to, int nodes) {}

    void add(Seat seat) {
        if (seat.isHeard()) {
            heard++;
        }
        seat.silentSince()
                .ifPresent(since ->
                        silent.computeIfAbsent(since, _ -> new HashSet<>()).add(seat.node()));
    }

    void remove(Seat seat) {
        if (seat.isHeard()) {
            heard--;
        }
        seat.silentSince()
                .ifPresent(since -> {
                    var others = silent.getOrDefault(since, Set.of());
                    others.remove(seat.node());
                    if (others.isEmpty()) {
                        silent.remove(since);
                    }
                });
    }

    int heard() {
        return heard;
    }

    /// The nodes that were last heard in this span, both ends included.
    Collection<Set<NodeId>> between(Instant from, Instant to) {
        return silent.subMap(from, true, to, true).values();
    }

    /// The last moment up to `limit` at which a node was last heard.
    Optional<Instant> lastUpTo(Instant limit) {
        return Optional.ofNullable(silent.floorKey(limit));
    }

    /// The first moment from `limit` on at which a node was last heard.
    Optional<Instant> firstFrom(Instant limit) {
        return Optional.ofNullable(silent.ceilingKey(limit));
    }

    /// The most nodes that were last heard within any span of this length after `since`.
    Optional<Fall> deepest(Duration span, Instant since) {
        var best = Optional.<Fall>empty();
        var within = 0;
        var late = silent.tailMap(since, false).entrySet();
        var start = late.iterator();
        var first = start.hasNext() ? start.next() : null;
        for (var last : late) {
            within += last.getValue().size();
            while (first != null && first.getKey().plus(span).isBefore(last.getKey())) {
                within -= first.getValue().size();
                first = start.next();
            }
            if (first != null && within > best.map(Fall::nodes).orElse(0)) {
                best = Optional.of(new Fall(first.getKey(), last.getKey(), within));
            }
        }
        return best;
    }
}
