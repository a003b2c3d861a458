package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import dev.inquest.settings.Section;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A time in which nodes may go away, as an operator wrote it down.
///
/// @param clusters whose nodes; empty means this collector's
/// @param nodes names, `*` stands for any characters; empty means all
/// @param selector attributes that a node must have, as in its facts
record Window(
        Optional<Glob> clusters,
        List<Glob> nodes,
        List<Wanted> selector,
        Instant from,
        Instant until,
        IntentKind kind,
        String reason) {

    /// An attribute and the value it must have.
    record Wanted(String name, String value) {

        static Wanted parse(String text) {
            var mark = text.indexOf('=');
            if (mark < 1) {
                throw new IllegalArgumentException("written attribute=value, not '" + text + "'");
            }
            return new Wanted(text.substring(0, mark), text.substring(mark + 1));
        }
    }

    static Optional<Window> read(Section entry) {
        var clusters = entry.text("cluster").map(Glob::of);
        var nodes = entry.allParsed("nodes", Glob::of);
        var selector = entry.allParsed("selector", Wanted::parse);
        var kind = IntentMark.kind(entry).orElse(IntentKind.MAINTENANCE);
        var reason = entry.text("reason").orElse("");
        entry.required("from");
        entry.required("until");
        var from = entry.parsed("from", Window::time);
        var until = entry.parsed("until", Window::time);
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        if (!until.get().isAfter(from.get())) {
            entry.refuse("until", "must be after from");
        }
        return Optional.of(
                new Window(clusters, nodes, selector, from.get(), until.get(), kind, reason));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time with an offset, such as 2026-11-24T01:00:00Z, not '" + text + "'", e);
        }
    }

    boolean isOpen(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean covers(String cluster, String node, Map<String, String> attributes) {
        return clusters.map(names -> names.matches(cluster)).orElse(true)
                && (nodes.isEmpty() || nodes.stream().anyMatch(names -> names.matches(node)))
                && selector.stream()
                        .allMatch(wanted -> wanted.value().equals(attributes.get(wanted.name())));
    }

    Sign sign(String file) {
        return new Sign(kind, reason, file, Optional.of(from), Optional.of(until));
    }
}
