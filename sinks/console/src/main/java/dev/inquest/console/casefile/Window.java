package dev.inquest.console.casefile;

import dev.inquest.schemas.wire.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whose events belong to a case, and from when to when.
///
/// @param nodes as cluster/node, those who fell first in front
record Window(Set<String> nodes, Instant from, Instant until) {

    static final int NODES = 100;

    /// Longer than any wait that leads to a verdict.
    static final Duration BEFORE = Duration.ofMinutes(30);

    static final Duration AFTER = Duration.ofMinutes(2);

    /// The window of a finding.
    ///
    /// @param children findings that this one speaks for; their nodes opened it
    static Window of(Finding finding, Collection<Finding> children) {
        var nodes = new LinkedHashSet<String>();
        children.stream()
                .sorted(Comparator.comparing(Finding::getFirstSeen))
                .forEach(child -> addAll(nodes, child.getScope().getNodes()));
        addAll(nodes, finding.getScope().getNodes());
        return new Window(
                nodes, finding.getFirstSeen().minus(BEFORE), finding.getLastSeen().plus(AFTER));
    }

    private static void addAll(Set<String> nodes, List<String> more) {
        more.stream().limit(Math.max(0, NODES - nodes.size())).forEach(nodes::add);
    }

    /// Whether a record of this key is one of its nodes'.
    boolean concerns(String key) {
        return nodes.contains(node(key));
    }

    /// The node of a key such as `cluster/node#source`.
    static String node(String key) {
        var source = key.indexOf('#');
        return source < 0 ? key : key.substring(0, source);
    }
}
