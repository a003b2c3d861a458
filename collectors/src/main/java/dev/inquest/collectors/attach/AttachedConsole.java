package dev.inquest.collectors.attach;

import dev.inquest.collectors.kernel.KernelEvents.Circumstances;
import dev.inquest.collectors.kernel.KernelText;
import dev.inquest.collectors.lines.LineSplitter;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Stays connected to one console and reads what it says, on a thread of its own.
///
/// Whatever ends the connection, it is made again, at first after a second and at last once a
/// minute. What a console says meanwhile is lost to it.
final class AttachedConsole {

    private static final int MAX_LINE = 8192;
    private static final int CHUNK = 16 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final KernelText.Line LIVE = new Live();

    private final ConsoleAddress address;
    private final CollectorObserver observer;
    private final LineSplitter splitter;
    private final TelnetStrip telnet = new TelnetStrip();
    private final Backoff backoff;
    private final String source;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    // Guards the splitter: the reader feeds it, and whoever ends stale lines flushes it.
    private final ReentrantLock lock = new ReentrantLock();
    private long fedAt;
    private volatile Optional<String> blind = Optional.empty();
    private volatile boolean connected;

    AttachedConsole(
            ConsoleAddress address,
            KernelText.Destination to,
            Duration firstWait,
            CollectorObserver observer) {
        this.address = address;
        this.observer = observer;
        this.source = "console of " + to.node();
        this.backoff = new Backoff(firstWait, LONGEST_WAIT);
        var kernel = new KernelText(to, "serial");
        this.splitter = new LineSplitter(MAX_LINE, 0, (line, start) -> read(kernel, line));
        this.thread = unstarted(address);
    }

    /// A read of a terminal would hold a virtual thread's carrier.
    private Thread unstarted(ConsoleAddress to) {
        var name = "console-" + to;
        return switch (to) {
            case ConsoleAddress.Terminal _ ->
                    Thread.ofPlatform().daemon().name(name).unstarted(this::run);
            case ConsoleAddress.UnixSocket _, ConsoleAddress.TcpSocket _ ->
                    Thread.ofVirtual().name(name).unstarted(this::run);
        };
    }

    void start() {
        thread.start();
    }

    boolean isConnected() {
        return connected;
    }

    /// Ends a line that has waited for its end for so long.
    void endLine(Duration waited) {
        lock.lock();
        try {
            if (splitter.hasPartial() && System.nanoTime() - fedAt > waited.toNanos()) {
                splitter.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        do {
            try (var channel = ConsoleChannel.open(address)) {
                connected();
                readAll(channel);
                turnBlind("the other side closed the connection");
            } catch (IOException | RuntimeException e) {
                turnBlind(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            } finally {
                connected = false;
            }
        } while (!closedWithin(backoff.failed()));
    }

    private void readAll(ReadableByteChannel from) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK);
        var bytes = buffer.array();
        int count;
        while (closed.getCount() > 0 && (count = from.read(buffer.clear())) >= 0) {
            if (count > 0) {
                backoff.succeeded();
                feed(bytes, count);
            }
        }
    }

    private void feed(byte[] bytes, int count) {
        var plain =
                address instanceof ConsoleAddress.TcpSocket ? telnet.strip(bytes, count) : count;
        lock.lock();
        try {
            splitter.feed(bytes, plain);
            fedAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private static void read(KernelText kernel, String line) {
        if (!line.isBlank()) {
            kernel.line(line, LIVE);
        }
    }

    private void connected() {
        connected = true;
        if (blind.isPresent()) {
            blind = Optional.empty();
            observer.seeing(source);
        }
    }

    private void turnBlind(String why) {
        lock.lock();
        try {
            splitter.flush();
        } finally {
            lock.unlock();
        }
        if (blind.isEmpty() && closed.getCount() > 0) {
            blind = Optional.of(why);
            observer.blind(source, address + ": " + why);
        }
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Asks the reader to end; [#awaitEnd] waits for it.
    void close() {
        closed.countDown();
        thread.interrupt();
    }

    void awaitEnd(Duration longest) throws InterruptedException {
        var _ = thread.join(longest);
    }

    private record Live() implements KernelText.Line {
        @Override
        public Optional<Circumstances> circumstances(KernelSignal signal) {
            return Optional.of(Circumstances.fresh(KernelSource.SERIAL));
        }
    }
}
