package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.DeadLetters;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.NodeLinks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Listens for the consoles that kernels send as UDP, on one thread for all senders.
///
/// Anybody can send UDP in anybody's name. What is read here is published as NETCONSOLE, the
/// weakest of all witnesses, and only for addresses that belong to a node.
public final class NetconsoleListener implements AutoCloseable {

    private static final int LARGEST = 64 << 10;
    private static final int BURST = 1024;
    private static final long TICK_MS = 20;
    private static final long IDLE_MS = 1_000;
    private static final long COUNT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long READY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final NetconsoleSettings settings;
    private final CollectorObserver observer;
    private final LearnedAddresses learned;
    private final SenderNodes nodes;
    private final Senders senders;
    private final UnknownSenders unknown;
    private final SocketDrops socketDrops = new SocketDrops(new HostFiles(Path.of("/")));
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Set<Integer> ports = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private final Selector selector;
    private final Thread thread;
    private volatile NetconsoleCounts counts = NetconsoleCounts.NONE;
    private final CountDownLatch closed = new CountDownLatch(1);
    private BooleanSupplier ready = () -> true;
    private long datagrams;
    private long dropped;
    private long countedAt = System.nanoTime();
    private long toldAt = System.nanoTime();
    private NetconsoleCounts told = NetconsoleCounts.NONE;

    private NetconsoleListener(
            NetconsoleSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            DeadLetters letters,
            InstantSource time,
            CollectorObserver observer)
            throws IOException {
        this.settings = settings;
        this.observer = observer;
        this.learned = new LearnedAddresses(settings.cluster());
        this.nodes = new SenderNodes(settings.senders(), learned);
        this.senders =
                new Senders(
                        settings.rules(),
                        settings.mostSenders(),
                        node -> new KernelText.Destination(node, topic, publisher, time));
        this.unknown = new UnknownSenders(letters, observer);
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name("netconsole").unstarted(this::run);
    }

    /// Binds the sockets; datagrams wait in the kernel until [#begin].
    ///
    /// @throws IOException when an address cannot be listened at; the message names it
    public static NetconsoleListener bind(
            NetconsoleSettings settings,
            Topic<KernelEvent> topic,
            Publisher publisher,
            DeadLetters letters,
            InstantSource time,
            CollectorObserver observer)
            throws IOException {
        var listener = new NetconsoleListener(settings, topic, publisher, letters, time, observer);
        try {
            for (var address : settings.listen()) {
                listener.listen(address);
            }
        } catch (IOException e) {
            listener.closeSockets();
            throw e;
        }
        return listener;
    }

    private void listen(InetSocketAddress address) throws IOException {
        var channel = DatagramChannel.open();
        channels.add(channel);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.receiveBuffer());
            channel.bind(address);
            ports.add(channel.socket().getLocalPort());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new IOException(address + ": " + e.getMessage(), e);
        }
        var buffered = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        if (buffered < settings.receiveBuffer()) {
            observer.limited(
                    "netconsole",
                    "the receive buffer is %d bytes, not %d: see net.core.rmem_max"
                            .formatted(buffered, settings.receiveBuffer()));
        }
    }

    /// Begins to read.
    ///
    /// @param ready whether the addresses of nodes are known; reading waits for it, 10 s at most
    public void begin(BooleanSupplier ready) {
        observer.started("netconsole", settings.listen().toString());
        this.ready = ready;
        thread.start();
    }

    /// Takes the present of a node's links, to learn its addresses; null when it is gone.
    public void learn(String key, @Nullable NodeLinks links) {
        if (settings.learn()) {
            learned.learn(key, links);
        }
    }

    /// The addresses listened at, with their real ports.
    public List<InetSocketAddress> addresses() throws IOException {
        var bound = new ArrayList<InetSocketAddress>();
        for (var channel : channels) {
            if (channel.getLocalAddress() instanceof InetSocketAddress address) {
                bound.add(address);
            }
        }
        return bound;
    }

    /// What was counted, a second ago at most.
    public NetconsoleCounts counts() {
        return counts;
    }

    private void run() {
        awaitReady();
        while (closed.getCount() > 0) {
            try {
                round();
            } catch (IOException | RuntimeException e) {
                observer.roundFailed("netconsole", e);
            }
        }
        channels.forEach(this::receive);
        senders.finish(System.nanoTime());
        count();
    }

    private void awaitReady() {
        var giveUp = System.nanoTime() + READY_NANOS;
        try {
            while (!ready.getAsBoolean() && System.nanoTime() - giveUp < 0) {
                if (closed.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws IOException {
        selector.select(key -> receive((DatagramChannel) key.channel()), pause());
        var now = System.nanoTime();
        senders.tick(now);
        if (now - countedAt >= COUNT_NANOS) {
            countedAt = now;
            count();
            tell(now);
        }
    }

    private long pause() {
        return senders.isWaiting() ? TICK_MS : IDLE_MS;
    }

    private void receive(DatagramChannel channel) {
        try {
            for (var left = BURST; left > 0; left--) {
                var from = channel.receive(buffer.clear());
                if (!(from instanceof InetSocketAddress sender)) {
                    return;
                }
                take(sender.getAddress(), buffer.flip().limit());
            }
        } catch (IOException e) {
            observer.roundFailed("netconsole", e);
        }
    }

    private void take(InetAddress sender, int length) {
        datagrams++;
        var now = System.nanoTime();
        var node = nodes.of(sender);
        if (node.isPresent()) {
            take(sender, node.get(), length, now);
        } else {
            unknown.take(sender, buffer.array(), length, now);
        }
    }

    private void take(InetAddress sender, NodeKey node, int length, long now) {
        senders.take(sender, node, Datagram.parse(buffer.array(), length), now);
    }

    private void count() {
        var drops = ports.stream().mapToLong(socketDrops::at).sum();
        if (drops > dropped) {
            observer.gap("netconsole", drops - dropped);
        }
        dropped = Math.max(dropped, drops);
        counts = senders.counts(datagrams, unknown.count(), dropped);
    }

    private void tell(long now) {
        if (now - toldAt >= TELL_NANOS && !counts.equals(told)) {
            toldAt = now;
            told = counts;
            observer.counted("netconsole", counts.toString());
        }
    }

    private void closeSockets() {
        try {
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            observer.roundFailed("netconsole", e);
        }
    }

    /// Publishes what still waits to be put in order, and ends.
    @Override
    public void close() {
        closed.countDown();
        selector.wakeup();
        try {
            var _ = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeSockets();
        observer.stopped("netconsole");
    }
}
