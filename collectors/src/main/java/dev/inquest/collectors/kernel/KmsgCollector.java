package dev.inquest.collectors.kernel;

import dev.inquest.collectors.host.StateFile;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.collectors.rounds.Rounds;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.wire.KernelEvent;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Reads `/dev/kmsg` for as long as it can be read, and says so when it cannot.
///
/// It reads on a platform thread of its own: a blocking read would hold a virtual thread's carrier,
/// and only a platform thread is woken when the channel is closed under it.
public final class KmsgCollector implements AutoCloseable {

    /// The name of this source in the heartbeat's list of blind sources.
    public static final String SOURCE = "kmsg";

    private static final long WAITED_NANOS = Duration.ofMillis(20).toNanos();
    private static final int ATTEMPTS = 16;
    private static final Duration SAVING = Duration.ofSeconds(1);

    /// Where the events go, and whose they are.
    public record Destination(
            NodeKey node, String bootId, Topic<KernelEvent> topic, Publisher publisher) {}

    private final KmsgDevice device;
    private final KmsgReading reading;
    private final KmsgSettings settings;
    private final Backoff backoff;
    private final CollectorObserver observer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final CountDownLatch tried = new CountDownLatch(1);
    private Optional<KmsgPosition> saved = Optional.empty();
    private Optional<Rounds> saving = Optional.empty();
    private volatile Optional<ReadableByteChannel> channel = Optional.empty();
    private volatile Optional<String> blind = Optional.empty();

    private KmsgCollector(
            KmsgSettings settings,
            KmsgDevice device,
            KmsgReading reading,
            CollectorObserver observer) {
        this.settings = settings;
        this.backoff = new Backoff(settings.retry());
        this.device = device;
        this.reading = reading;
        this.observer = observer;
        this.thread = Thread.ofPlatform().daemon().name("kmsg").unstarted(this::run);
    }

    /// Starts reading; a device that cannot be opened makes the collector blind, not fail.
    public static KmsgCollector start(
            KmsgSettings settings,
            Destination to,
            InstantSource time,
            Uptime uptime,
            CollectorObserver observer) {
        var device = KmsgDevice.at(settings.device());
        return start(settings, device, to, time, uptime, observer);
    }

    /// The same by way of another device.
    public static KmsgCollector start(
            KmsgSettings settings,
            KmsgDevice device,
            Destination to,
            InstantSource time,
            Uptime uptime,
            CollectorObserver observer) {
        var resumeAt =
                KmsgPosition.read(new StateFile(settings.positionFile()), to.bootId())
                        .map(KmsgPosition::next);
        var reading =
                new KmsgReading(to, settings, new KernelClock(uptime), time, observer, resumeAt);
        var collector = new KmsgCollector(settings, device, reading, observer);
        observer.started(SOURCE, settings.device().toString());
        collector.begin();
        return collector;
    }

    /// Waits for the first attempt to open, so that blindness is known at once.
    private void begin() {
        thread.start();
        saving = Optional.of(Rounds.every(SAVING, "kmsg-position", this::save, observer));
        try {
            var _ = tried.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What was read since the start.
    public KmsgCounts counts() {
        return reading.counts();
    }

    /// The sequence number after the last record read; -1 before the first.
    public long next() {
        return reading.next();
    }

    /// Why the device cannot be read; empty when it can.
    public Optional<String> blind() {
        return blind;
    }

    private void run() {
        do {
            try (var opened = device.open()) {
                channel = Optional.of(opened);
                tried.countDown();
                if (closed.getCount() > 0) {
                    readAll(opened);
                }
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException | RuntimeException e) {
                turnBlind(e);
                tried.countDown();
            }
        } while (!closedWithin(backoff.next()));
    }

    /// One read that fails is an overrun: the next one gives the oldest record there is. Many in a
    /// row mean that the device is gone; it is opened again and read from its oldest record.
    private void readAll(ReadableByteChannel from) throws IOException {
        var buffer = ByteBuffer.allocateDirect(KmsgDevice.LARGEST_RECORD);
        var bytes = new byte[KmsgDevice.LARGEST_RECORD];
        var failures = 0;
        while (closed.getCount() > 0) {
            buffer.clear();
            var start = System.nanoTime();
            try {
                if (from.read(buffer) < 0) {
                    throw new EOFException("the device ended");
                }
                failures = 0;
                backoff.reset();
            } catch (AsynchronousCloseException e) {
                throw e;
            } catch (IOException e) {
                if (++failures == ATTEMPTS) {
                    throw e;
                }
                continue;
            }
            var waitedFor = System.nanoTime() - start > WAITED_NANOS;
            var length = buffer.flip().remaining();
            buffer.get(bytes, 0, length);
            take(bytes, length, waitedFor);
        }
    }

    private void take(byte[] bytes, int length, boolean waitedFor) {
        if (blind.isPresent()) {
            blind = Optional.empty();
            observer.seeing(SOURCE);
        }
        KmsgRecord.parse(bytes, length).ifPresent(record -> reading.take(record, waitedFor));
    }

    private void turnBlind(Exception why) {
        if (blind.isEmpty() && closed.getCount() > 0) {
            var reason = why.getClass().getSimpleName() + ": " + why.getMessage();
            blind = Optional.of(reason);
            observer.blind(SOURCE, reason);
        }
    }

    private void save() {
        try {
            var position = reading.position();
            if (position.isPresent() && !position.equals(saved)) {
                position.get().write(new StateFile(settings.positionFile()));
                saved = position;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /// Wakes the reader and ends it; should it not wake, it is left behind as a daemon.
    @Override
    public void close() {
        closed.countDown();
        saving.ifPresent(Rounds::close);
        channel.ifPresent(KmsgCollector::closeQuietly);
        try {
            thread.join(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        saveQuietly();
        observer.stopped(SOURCE);
    }

    private void saveQuietly() {
        try {
            save();
        } catch (UncheckedIOException e) {
            observer.roundFailed("kmsg-position", e);
        }
    }

    private static void closeQuietly(ReadableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The reader sees it as closed all the same.
        }
    }
}
