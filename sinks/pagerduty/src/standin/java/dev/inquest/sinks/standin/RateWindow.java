package dev.inquest.sinks.standin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A sliding window per key: so many events in so long, the rest is refused.
final class RateWindow {

    private int most;
    private final long windowNanos;
    private final Map<String, Deque<Long>> taken = new HashMap<>();

    RateWindow(int most, long windowNanos) {
        this.most = most;
        this.windowNanos = windowNanos;
    }

    void most(int now) {
        most = now;
    }

    boolean takes(String key, long now) {
        var times = taken.computeIfAbsent(key, _ -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.getFirst() > windowNanos) {
            times.removeFirst();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }
}
