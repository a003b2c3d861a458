package dev.inquest.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what happens, told apart by at most one label, whose values are bounded: what comes after
/// the first hundred is counted together as `other`.
public final class Counter {

    static final int MAX_VALUES = 100;
    private static final String OTHER = "other";

    private final String label;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    Counter(String label) {
        this.label = label;
    }

    /// One more, where there is no label.
    public void add() {
        add("", 1);
    }

    /// So many more under this value of the label.
    public void add(String value, long more) {
        var known = counts.containsKey(value) || counts.size() < MAX_VALUES;
        counts.computeIfAbsent(known ? value : OTHER, _ -> new LongAdder()).add(more);
    }

    List<Sample> samples() {
        if (label.isEmpty()) {
            var adder = counts.get("");
            return List.of(Sample.of(adder == null ? 0 : (double) adder.sum()));
        }
        return counts.entrySet().stream()
                .map(entry -> Sample.of(label, entry.getKey(), (double) entry.getValue().sum()))
                .toList();
    }
}
