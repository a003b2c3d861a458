package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.NodeKey;
import dev.inquest.standalone.demo.fleet.FleetNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Gives every part of the story to a node of its own, by lot.
final class Casting {

    private final List<FleetNode> shuffled;
    private final Set<NodeKey> taken = new HashSet<>();

    Casting(List<FleetNode> nodes, long seed) {
        var all = new ArrayList<>(nodes);
        Collections.shuffle(all, new Random(seed));
        shuffled = List.copyOf(all);
    }

    /// The next node of which this is true and that has no part yet.
    FleetNode one(Predicate<FleetNode> condition) {
        var found =
                shuffled.stream()
                        .filter(node -> !taken.contains(node.key()))
                        .filter(condition)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the fleet is too small"));
        taken.add(found.key());
        return found;
    }

    /// So many of them, or as many as there are.
    List<FleetNode> upTo(int count, Predicate<FleetNode> condition) {
        var found =
                shuffled.stream()
                        .filter(node -> !taken.contains(node.key()))
                        .filter(condition)
                        .limit(count)
                        .toList();
        found.forEach(node -> taken.add(node.key()));
        return found;
    }
}
