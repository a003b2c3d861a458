package dev.inquest.standalone.demo.story;

import dev.inquest.standalone.demo.fleet.FleetNode;
import dev.inquest.standalone.demo.fleet.Kernel;
import java.time.Duration;

/// One life of a node's kernel.
///
/// @param number counts the boots of this node within the story
/// @param since when it booted; before the story began for the first one
record Boot(int number, String id, Duration since, Kernel kernel) {

    static Boot first(FleetNode node) {
        return of(node, 0, node.uptime().negated(), node.kernel());
    }

    Boot next(FleetNode node, Duration at, Kernel kernel) {
        return of(node, number + 1, at, kernel);
    }

    private static Boot of(FleetNode node, int number, Duration since, Kernel kernel) {
        return new Boot(number, node.idOf("boot" + number), since, kernel);
    }
}
