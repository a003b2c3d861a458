package dev.inquest.detection.node;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.Memory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the patterns remember of a node, and the cases it is in.
///
/// @param memories by pattern id
/// @param open by pattern and cause
/// @param wakes when a pattern asked to be woken, by pattern id
public record Casebook(
        Map<String, Memory> memories, Map<String, Case> open, Map<String, Instant> wakes) {

    /// Nothing remembered.
    public static final Casebook EMPTY = new Casebook(Map.of(), Map.of(), Map.of());

    /// The same after a pattern has spoken.
    public Casebook with(
            String pattern, Memory memory, Map<String, Case> nowOpen, Optional<Instant> wake) {
        var remembered = new HashMap<>(memories);
        remembered.put(pattern, memory);
        var waking = new HashMap<>(wakes);
        waking.remove(pattern);
        wake.ifPresent(at -> waking.put(pattern, at));
        return new Casebook(Map.copyOf(remembered), Map.copyOf(nowOpen), Map.copyOf(waking));
    }
}
