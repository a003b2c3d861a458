package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.cluster.intent.OperatorIntents;
import dev.inquest.collectors.cluster.intent.Sign;
import dev.inquest.collectors.cluster.node.Nodes;
import dev.inquest.collectors.cluster.node.Plans;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The plans of people: windows in `intents.yaml` and what was declared on the `operators` topic.
final class Intents implements Plans {

    private final String cluster;
    private final IntentsFile file;
    private final OperatorIntents people;
    private Set<Integer> open = Set.of();
    private Set<String> named = Set.of();

    Intents(String cluster, IntentsFile file, OperatorIntents people) {
        this.cluster = cluster;
        this.file = file;
        this.people = people;
    }

    @Override
    public List<Sign> signs(String node, Map<String, String> facts, Instant now) {
        return Stream.concat(
                        people.signs(cluster + "/" + node, now).stream(),
                        file.signs(cluster, node, facts, now).stream())
                .toList();
    }

    /// Has nodes looked at whose plans may be others now.
    void look(Nodes nodes, Instant now) {
        var changed = file.look();
        var openNow = file.open(now);
        if (changed || !openNow.equals(open)) {
            nodes.lookAtAll();
        }
        open = openNow;
        var namedNow = new HashSet<>(people.nodes(cluster, now));
        namedNow.addAll(file.named(now));
        if (!namedNow.equals(named) || people.hasChanged()) {
            nodes.look(named);
            nodes.look(namedNow);
        }
        named = namedNow;
    }
}
