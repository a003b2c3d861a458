package dev.inquest.standalone.demo.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// The machines of the simulated fleet, the same for the same seed.
public record Fleet(List<FleetNode> nodes) {

    /// The cluster's name, which says what it is in every record.
    public static final String CLUSTER = "demo";

    /// How many nodes each zone has.
    public static final int PER_ZONE = 50;

    public Fleet {
        nodes = List.copyOf(nodes);
    }

    /// Draws a fleet of so many nodes per zone.
    public static Fleet drawn(long seed, int perZone) {
        var random = new Random(seed);
        var maker = new NodeMaker(random);
        var nodes = new ArrayList<FleetNode>();
        for (var zone : Zone.ALL) {
            var kernels = new ArrayList<>(Kernel.ofZone(perZone));
            Collections.shuffle(kernels, random);
            var zoneNumber = 1 + Zone.ALL.indexOf(zone);
            for (var i = 0; i < perZone; i++) {
                nodes.add(maker.make(zone, zoneNumber, i + 1, kernels.get(i)));
            }
        }
        return new Fleet(nodes);
    }

    /// The nodes of which this is true.
    public List<FleetNode> where(Predicate<FleetNode> condition) {
        return nodes.stream().filter(condition).toList();
    }

    /// The fleet with these nodes in the place of those with the same names.
    public Fleet with(List<FleetNode> changed) {
        var all = new ArrayList<>(nodes);
        all.replaceAll(node ->
                changed.stream()
                        .filter(other -> other.key().equals(node.key()))
                        .findFirst()
                        .orElse(node));
        return new Fleet(all);
    }
}
