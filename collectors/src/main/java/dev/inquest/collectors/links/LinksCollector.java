package dev.inquest.collectors.links;

import dev.inquest.collectors.netlink.NetlinkFailed;
import dev.inquest.collectors.netlink.RouteChannel;
import dev.inquest.collectors.netlink.RouteWatch;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.owners.Owners;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Present;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.NodeLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Publishes the links of this host: at the start, when they change, and hourly.
///
/// Changes that come close together are told as one, once the kernel has paused for 100 ms, at the
/// latest a second after the first. The thread is not a virtual one, because waiting for the kernel
/// would pin what carries it.
public final class LinksCollector implements AutoCloseable {

    /// What a heartbeat calls this source when it is blind.
    public static final String SOURCE = "links";

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SETTLED = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Where links are published, and whose they are.
    public record Destination(NodeKey node, Topic<NodeLinks> topic, Publisher publisher) {}

    /// Where links come from, and who says to whom they belong.
    public record Sources(Opening opening, Supplier<Owners> owners) {}

    /// Opens the channel to the kernel, again after a failure.
    @FunctionalInterface
    public interface Opening {
        RouteChannel open() throws NetlinkFailed;
    }

    private final Destination destination;
    private final Sources sources;
    private final InstantSource time;
    private final CollectorObserver observer;
    private final Present<NodeLinks> present = new Present<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> blind = Optional.empty();

    private LinksCollector(
            Destination destination,
            Sources sources,
            InstantSource time,
            CollectorObserver observer) {
        this.destination = destination;
        this.sources = sources;
        this.time = time;
        this.observer = observer;
        this.thread = Thread.ofPlatform().daemon().name("links").unstarted(this::run);
    }

    /// Begins with a first look at once.
    public static LinksCollector start(
            Destination destination,
            Sources sources,
            InstantSource time,
            CollectorObserver observer) {
        observer.started("links", destination.node().toString());
        var collector = new LinksCollector(destination, sources, time, observer);
        collector.thread.start();
        return collector;
    }

    /// Why links cannot be seen; empty when they can.
    public Optional<String> blind() {
        return blind;
    }

    private void run() {
        do {
            try (var channel = sources.opening().open()) {
                see();
                follow(new RouteWatch(channel));
            } catch (NetlinkFailed e) {
                lose(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                observer.roundFailed("links", e);
            }
        } while (!closedWithin(TRY_AGAIN));
    }

    private void see() {
        if (blind.isPresent()) {
            blind = Optional.empty();
            observer.seeing(SOURCE);
        }
    }

    private void lose(String why) {
        if (blind.isEmpty()) {
            observer.blind(SOURCE, why);
        }
        blind = Optional.of(why);
    }

    private void follow(RouteWatch watch) throws NetlinkFailed {
        var unsettled = Optional.<Instant>empty();
        var owners = sources.owners().get();
        var links = Optional.<NodeLinks>empty();
        while (closed.getCount() > 0) {
            var spoke = watch.follow(unsettled.isPresent() ? SETTLED : LOOK);
            if (watch.takeChanged()) {
                unsettled = unsettled.or(() -> Optional.of(time.instant()));
            }
            if (!watch.isTrue() || unsettled.map(since -> spoke && waits(since)).orElse(false)) {
                continue;
            }
            if (unsettled.isPresent() || !owners.equals(sources.owners().get())) {
                owners = sources.owners().get();
                unsettled = Optional.empty();
                links = Optional.of(LinksPresent.of(watch.table(), owners));
            }
            links.ifPresent(this::tell);
        }
    }

    private boolean waits(Instant since) {
        return time.instant().isBefore(since.plus(LONGEST_WAIT));
    }

    private void tell(NodeLinks links) {
        var now = time.instant();
        if (!present.isDue(links, now)) {
            return;
        }
        present.told(links, now);
        var _ =
                destination
                        .publisher()
                        .publish(destination.topic(), destination.node().toString(), now, links)
                        .exceptionally(failure -> {
                            present.forget();
                            return null;
                        });
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Ends with the look under way.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
