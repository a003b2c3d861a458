package dev.inquest.standalone.web;

import dev.inquest.console.Census;
import dev.inquest.console.Console;
import dev.inquest.console.Fleet;
import dev.inquest.console.FleetClock;
import dev.inquest.console.access.Access;
import dev.inquest.console.access.Door;
import dev.inquest.standalone.platform.ClosingOrder;
import dev.inquest.standalone.platform.Platform;
import dev.inquest.tables.Source;
import dev.inquest.tables.Tables;
import java.time.InstantSource;
import java.util.List;

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

    /// What a person reads for the part that serves it.
    public static String named(String part) {
        return part.equals("schema registry") ? "console and schema registry" : part;
    }

    /// What the http server needs to serve it.
    public List<Object> pages() {
        return List.of(console, door, new Census(clock));
    }

    /// Shows these tables; the pages fill once all of their topics have been read.
    public void open(Platform platform, Tables tables) {
        var topics = platform.topics();
        var source = Source.kafka(platform.clientConfig(), platform.registry());
        var time =
                parts.add(
                        FleetClock.start(
                                topics.time(),
                                tables.events(topics.transitions()).tail(TRANSITIONS_WAITING),
                                clock));
        var plumbing = parts.add(new KafkaPlumbing(platform.clientConfig(), topics));
        console.open(new Fleet(tables, source, topics, time, plumbing, Rules.version()));
    }

    @Override
    public void close() {
        console.shut();
        parts.close();
    }
}
