package dev.inquest.collectors.cluster;

import dev.inquest.collectors.cluster.api.Sight;
import dev.inquest.collectors.cluster.intent.IntentMarks;
import dev.inquest.collectors.cluster.intent.IntentsFile;
import dev.inquest.collectors.cluster.node.NodeFactsReading;
import dev.inquest.collectors.cluster.node.NodeSight;
import dev.inquest.collectors.cluster.node.Nodes;
import io.fabric8.kubernetes.api.model.Node;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Reads Node objects as they come, with the marks that are in force at that moment.
record NodeWatching(
        Nodes nodes,
        IntentsFile intents,
        IntentMarks builtIn,
        NodeFactsReading facts,
        InstantSource time,
        LongSupplier nanos)
        implements Sight<Node> {

    @Override
    public void present(Node node, boolean catchingUp) {
        nodes.present(
                node.getMetadata().getName(),
                NodeSight.of(node, intents.marks(builtIn), facts),
                time.instant(),
                nanos.getAsLong());
    }

    @Override
    public void gone(Node node) {
        nodes.gone(node.getMetadata().getName());
    }

    @Override
    public void listed() {
        nodes.listed();
    }
}
