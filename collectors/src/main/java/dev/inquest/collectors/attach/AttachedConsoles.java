package dev.inquest.collectors.attach;

import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Stays connected to every console that is reached by a terminal or a socket.
public final class AttachedConsoles implements AutoCloseable {

    /// Terminals at once: each holds a thread of the operating system.
    public static final int MAX_TERMINALS = 256;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration STALE_LINE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// One console, and whose it is.
    public record Attached(NodeKey node, ConsoleAddress from) {}

    private final List<AttachedConsole> consoles;
    private final CollectorObserver observer;
    private final Rounds ending;

    private AttachedConsoles(List<AttachedConsole> consoles, CollectorObserver observer) {
        this.consoles = consoles;
        this.observer = observer;
        this.ending =
                Rounds.every(
                        LOOK,
                        "console-lines",
                        () -> consoles.forEach(console -> console.endLine(STALE_LINE)),
                        observer);
    }

    /// Begins to connect at once; a console that cannot be reached is tried again and again.
    public static AttachedConsoles start(
            List<Attached> attached,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            CollectorObserver observer) {
        return start(attached, topic, publisher, time, FIRST_WAIT, observer);
    }

    static AttachedConsoles start(
            List<Attached> attached,
            Topic<KernelEvent> topic,
            Publisher publisher,
            InstantSource time,
            Duration firstWait,
            CollectorObserver observer) {
        var consoles =
                attached.stream()
                        .map(one ->
                                new AttachedConsole(
                                        one.from(),
                                        new KernelText.Destination(
                                                one.node(), topic, publisher, time),
                                        firstWait,
                                        observer))
                        .toList();
        observer.started("attached consoles", consoles.size() + " consoles");
        consoles.forEach(AttachedConsole::start);
        return new AttachedConsoles(consoles, observer);
    }

    /// How many consoles are connected now.
    public long connected() {
        return consoles.stream().filter(AttachedConsole::isConnected).count();
    }

    /// Ends every connection; takes a second at most.
    @Override
    public void close() {
        ending.close();
        consoles.forEach(AttachedConsole::close);
        try {
            for (var console : consoles) {
                console.awaitEnd(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observer.stopped("attached consoles");
    }
}
