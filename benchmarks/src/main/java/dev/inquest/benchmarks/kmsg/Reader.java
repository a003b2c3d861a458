package dev.inquest.benchmarks.kmsg;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.kernel.KmsgCollector;
import dev.inquest.collectors.kernel.KmsgCollector.Destination;
import dev.inquest.collectors.kernel.KmsgCounts;
import dev.inquest.collectors.kernel.KmsgDevice;
import dev.inquest.collectors.kernel.KmsgSettings;
import dev.inquest.collectors.observe.CollectorObserver;
import dev.inquest.collectors.publish.Publisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topic;
import dev.inquest.schemas.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;

/// The agent's own reader of the kernel's log, whose events go nowhere.
final class Reader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KmsgCollector kmsg;
    private final Flood flood;

    private Reader(KmsgCollector kmsg, Flood flood) {
        this.kmsg = kmsg;
        this.flood = flood;
    }

    static Reader start(Flood flood, KmsgDevice device) throws IOException {
        var state = Files.createTempDirectory("inquest-kmsg");
        var topics = new Topics("benchmark.", TimeSource.STORY);
        var kmsg =
                KmsgCollector.start(
                        KmsgSettings.of(flood.device(), state.resolve("position")),
                        device,
                        new Destination(
                                new NodeKey("c", "n"), "boot", topics.kernel(), new Nowhere()),
                        InstantSource.system(),
                        Uptime.of(new HostFiles(Path.of("/"))),
                        CollectorObserver.NONE);
        return new Reader(kmsg, flood);
    }

    /// Where it stands once it has read what the kernel holds.
    record Standing(KmsgCounts counts, long newest) {
        long passed() {
            return counts.kernel() + counts.user() + counts.lost();
        }
    }

    Standing caughtUp() {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            var counts = kmsg.counts();
            var newest = flood.held().newest();
            if (kmsg.next() == newest + 1 && counts.equals(kmsg.counts())) {
                return new Standing(counts, newest);
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new IllegalStateException("the reader does not catch up with the kernel");
    }

    long next() {
        return kmsg.next();
    }

    /// Processor time of its thread so far.
    static Duration cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        return Duration.ofNanos(
                Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                        .filter(thread -> thread != null && thread.getThreadName().equals("kmsg"))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                        .sum());
    }

    @Override
    public void close() {
        kmsg.close();
    }

    private record Nowhere() implements Publisher {
        @Override
        public <V extends SpecificRecord> CompletableFuture<Void> publish(
                Topic<V> topic, String key, Instant at, V event) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
