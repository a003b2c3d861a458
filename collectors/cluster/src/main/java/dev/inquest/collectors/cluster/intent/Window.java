package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A time in which nodes may go away, as an operator wrote it down.
///
/// @param clusters whose nodes; empty means this collector's
/// @param nodes names, `*` stands for any characters; empty means all
/// @param selector attributes that a node must have, as in its facts
record Window(
        Optional<Glob> clusters,
        List<Glob> nodes,
        Map<String, String> selector,
        Instant from,
        Instant until,
        IntentKind kind,
        String reason) {

    private static final Set<String> ENTRIES =
            Set.of("cluster", "nodes", "selector", "from", "until", "kind", "reason");

    static Window read(YamlMap entry) {
        entry.only(ENTRIES);
        var from = entry.instant("from");
        var until = entry.instant("until");
        if (!until.isAfter(from)) {
            throw entry.complaint("until", "must be after from");
        }
        return new Window(
                entry.optional("cluster").map(Glob::of),
                entry.texts("nodes").stream().map(Glob::of).toList(),
                Map.copyOf(entry.textMap("selector")),
                from,
                until,
                entry.has("kind") ? IntentMark.kind(entry) : IntentKind.MAINTENANCE,
                entry.optional("reason").orElse(""));
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean covers(String cluster, String node, Map<String, String> attributes) {
        return clusters.map(names -> names.matches(cluster)).orElse(true)
                && (nodes.isEmpty() || nodes.stream().anyMatch(names -> names.matches(node)))
                && selector.entrySet().stream()
                        .allMatch(wanted ->
                                wanted.getValue().equals(attributes.get(wanted.getKey())));
    }

    Sign sign(String file) {
        return new Sign(kind, reason, file, Optional.of(from), Optional.of(until));
    }
}
