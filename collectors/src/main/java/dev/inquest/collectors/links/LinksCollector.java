package dev.inquest.collectors.links;

import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Present;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.NodeLinks;
import java.time.Duration;
import java.time.InstantSource;

/// Publishes the links of this host: at the start, when they change, and hourly.
public final class LinksCollector implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final NodeKey node;
    private final Topic<NodeLinks> topic;
    private final Publisher publisher;
    private final LinksSource source;
    private final InstantSource time;
    private final Present<NodeLinks> present = new Present<>();
    private final Rounds rounds;

    private LinksCollector(
            NodeKey node,
            Topic<NodeLinks> topic,
            Publisher publisher,
            LinksSource source,
            InstantSource time,
            CollectorObserver observer) {
        this.node = node;
        this.topic = topic;
        this.publisher = publisher;
        this.source = source;
        this.time = time;
        this.rounds = Rounds.every(LOOK, "links", this::look, observer);
    }

    /// Begins with a first look at once.
    public static LinksCollector start(
            NodeKey node,
            Topic<NodeLinks> topic,
            Publisher publisher,
            LinksSource source,
            InstantSource time,
            CollectorObserver observer) {
        observer.started("links", node.toString());
        return new LinksCollector(node, topic, publisher, source, time, observer);
    }

    private void look() {
        var links = source.read();
        var now = time.instant();
        if (!present.isDue(links, now)) {
            return;
        }
        present.told(links, now);
        var _ =
                publisher
                        .publish(topic, node.toString(), now, links)
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
