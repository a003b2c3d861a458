package dev.inquest.sinks.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/// The alerts that follow from events, by the documented rules: an open alert takes further
/// triggers of its key, a resolve ends it, and what has no open alert is dropped without a word.
public final class AlertBook {

    private static final Alert NONE = new Alert(false, 0, 0, "");

    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    /// All that one key has seen.
    ///
    /// @param opened how many alerts there were
    /// @param acknowledged how often an open one was taken on
    /// @param severity of the last trigger
    public record Alert(boolean open, int opened, int acknowledged, String severity) {}

    void trigger(String key, String severity) {
        var before = before(key);
        var opened = before.opened() + (before.open() ? 0 : 1);
        alerts.put(key, new Alert(true, opened, before.acknowledged(), severity));
    }

    void resolve(String key) {
        var before = before(key);
        alerts.put(
                key, new Alert(false, before.opened(), before.acknowledged(), before.severity()));
    }

    void acknowledge(String key) {
        var before = before(key);
        var acknowledged = before.acknowledged() + (before.open() ? 1 : 0);
        alerts.put(key, new Alert(before.open(), before.opened(), acknowledged, before.severity()));
    }

    private Alert before(String key) {
        return alerts.getOrDefault(key, NONE);
    }

    Map<String, Alert> copy() {
        return Map.copyOf(alerts);
    }
}
