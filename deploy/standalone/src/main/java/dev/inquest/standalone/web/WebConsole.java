package dev.inquest.standalone.web;

import dev.inquest.console.Census;
import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import dev.inquest.console.FleetClock;
import dev.inquest.console.access.Access;
import dev.inquest.console.access.Door;
import dev.inquest.schemas.Topics;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The console of this process: its pages are handed to the http server before there is anything to
/// show, and opened once the topics can be read.
public final class WebConsole implements AutoCloseable {

    private static final int TRANSITIONS_WAITING = 10_000;

    private final Console console = new Console();
    private final Door door;
    private final InstantSource clock;
    private final ClosingOrder parts = new ClosingOrder();

    public WebConsole(Access access, InstantSource clock) {
        this.door = new Door(access, clock);
        this.clock = clock;
    }

    /// What the http server needs to serve it.
    ///
    /// @param more what other controllers need
    public List<Object> pages(Object... more) {
        var pages = new ArrayList<>(List.of(more));
        pages.addAll(List.of(console, door, new Census(clock)));
        return pages;
    }

    /// Shows these tables of a platform; the pages fill once all of them have been read.
    public void open(Platform platform, Tables tables) {
        open(platform.clientConfig(), platform.registry(), platform.topics(), tables);
    }

    /// Shows these tables of a Kafka.
    ///
    /// @param client standard Kafka client properties
    public void open(
            Map<String, Object> client,
            SchemaRegistryClient registry,
            Topics topics,
            Tables tables) {
        var source = Source.kafka(client, registry);
        var tail = tables.events(topics.transitions()).tail(TRANSITIONS_WAITING);
        var time = parts.add(FleetClock.start(topics.time(), tail, clock));
        var plumbing = parts.add(new KafkaPlumbing(client, topics, tables.sinks(), clock));
        console.open(new Fleet(tables, source, topics, time, plumbing, Rules.version()));
    }

    @Override
    public void close() {
        console.shut();
        parts.close();
    }
}
