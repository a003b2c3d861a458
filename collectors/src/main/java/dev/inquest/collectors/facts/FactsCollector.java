package dev.inquest.collectors.facts;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Present;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.TrustedRecords;
import dev.inquest.schemas.wire.NodeFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Publishes what this host is: at the start, when it changes, and hourly.
public final class FactsCollector implements AutoCloseable {

    /// The agent's name in the key of its facts, `cluster/node#agent`.
    public static final String SOURCE = "agent";

    private static final Duration LOOK = Duration.ofMinutes(1);

    static {
        TrustedRecords.trust();
    }

    private final NodeKey node;
    private final Topic<NodeFacts> topic;
    private final Publisher publisher;
    private final FactsSource source;
    private final InstantSource time;
    private final Present<Map<String, String>> present = new Present<>();
    private final Rounds rounds;

    private FactsCollector(
            NodeKey node,
            Topic<NodeFacts> topic,
            Publisher publisher,
            FactsSource source,
            InstantSource time,
            CollectorObserver observer) {
        this.node = node;
        this.topic = topic;
        this.publisher = publisher;
        this.source = source;
        this.time = time;
        this.rounds = Rounds.every(LOOK, "facts", this::look, observer);
    }

    /// Begins with a first look at once.
    public static FactsCollector start(
            NodeKey node,
            Topic<NodeFacts> topic,
            Publisher publisher,
            FactsSource source,
            InstantSource time,
            CollectorObserver observer) {
        observer.started("facts", node.toString());
        return new FactsCollector(node, topic, publisher, source, time, observer);
    }

    private void look() {
        var facts = source.read();
        var now = time.instant();
        if (!present.isDue(facts, now)) {
            return;
        }
        present.told(facts, now);
        var record = NodeFacts.newBuilder().setAttributes(facts).build();
        var _ =
                publisher
                        .publish(topic, node.source(SOURCE), now, record)
                        .exceptionally(failure -> {
                            present.forget();
                            return null;
                        });
    }

    @Override
    public void close() {
        rounds.close();
    }
}
