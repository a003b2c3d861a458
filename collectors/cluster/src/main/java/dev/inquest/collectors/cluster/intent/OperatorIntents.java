package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Plans that people declared, as the `operators` topic has them.
public final class OperatorIntents {

    /// Plans in force at once; further ones are not taken.
    public static final int MAX = 10_000;

    private final Map<String, OperatorAction> actions = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();

    /// Takes in one record of the topic.
    ///
    /// @param key the record's key: a later record of the same key replaces it
    public void apply(String key, OperatorAction action) {
        if (action.getKind() != OperatorActionKind.INTENT || action.getIntent() == null) {
            return;
        }
        if (actions.size() < MAX || actions.containsKey(key)) {
            actions.put(key, action);
            changed.set(true);
        }
    }

    /// Whether anything was declared since this was last asked.
    public boolean hasChanged() {
        return changed.getAndSet(false);
    }

    /// Nodes of a cluster for which people declared something.
    public Set<String> nodes(String cluster, Instant now) {
        forgetLapsed(now);
        var prefix = cluster + "/";
        var nodes = new TreeSet<String>();
        for (var action : actions.values()) {
            if (action.getTarget().startsWith(prefix)) {
                nodes.add(action.getTarget().substring(prefix.length()));
            }
        }
        return nodes;
    }

    /// Plans for one node, written `cluster/node`.
    public List<Sign> signs(String node, Instant now) {
        return actions.values().stream()
                .filter(action -> action.getTarget().equals(node))
                .filter(action -> !hasLapsed(action, now))
                .map(OperatorIntents::sign)
                .toList();
    }

    private void forgetLapsed(Instant now) {
        actions.values().removeIf(action -> hasLapsed(action, now));
    }

    private static Optional<Instant> until(OperatorAction action) {
        return Optional.ofNullable(action.getUntil())
                .or(() -> Optional.ofNullable(action.getIntent()).map(intent -> intent.getUntil()));
    }

    private static boolean hasLapsed(OperatorAction action, Instant now) {
        return until(action).map(end -> !end.isAfter(now)).orElse(false);
    }

    private static Sign sign(OperatorAction action) {
        var intent = action.getIntent();
        var reason = intent.getReason().isEmpty() ? action.getReason() : intent.getReason();
        return new Sign(intent.getKind(), reason, action.getBy(), Optional.empty(), until(action));
    }
}
