package dev.inquest.detection.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who is due when: to ask costs only what is due, however many wait. Each waits once.
final class Deadlines<K> {

    private final Map<K, Instant> when = new HashMap<>();
    private final NavigableMap<Instant, Set<K>> waiting = new TreeMap<>();

    /// Lets somebody wait until then, or no longer.
    void set(K who, Optional<Instant> at) {
        var before = Optional.ofNullable(when.get(who));
        if (before.equals(at)) {
            return;
        }
        before.ifPresent(old -> remove(who, old));
        at.ifPresent(due -> {
            when.put(who, due);
            waiting.computeIfAbsent(due, _ -> new LinkedHashSet<>()).add(who);
        });
    }

    private void remove(K who, Instant old) {
        when.remove(who);
        var others = waiting.getOrDefault(old, Set.of());
        others.remove(who);
        if (others.isEmpty()) {
            waiting.remove(old);
        }
    }

    /// Those whose time has come, earliest first; they wait no longer.
    List<K> due(Instant now) {
        var due = new ArrayList<K>();
        while (!waiting.isEmpty() && !waiting.firstKey().isAfter(now)) {
            due.addAll(waiting.pollFirstEntry().getValue());
        }
        due.forEach(when::remove);
        return due;
    }

    /// Whoever would be due first waits no longer.
    Optional<K> takeFirst() {
        var first = waiting.values().stream().flatMap(Set::stream).findFirst();
        first.ifPresent(who -> set(who, Optional.empty()));
        return first;
    }

    /// How many wait.
    int size() {
        return when.size();
    }
}
