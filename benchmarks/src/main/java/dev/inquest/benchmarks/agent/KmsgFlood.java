package dev.inquest.benchmarks.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Writes to `/dev/kmsg` at a steady pace. It needs root, and switches the kernel's own limit for
/// writers off for as long as it lasts.
///
/// The kernel marks such records as a program's, so the agent reads, parses and counts them, but
/// makes no events of them.
final class KmsgFlood implements AutoCloseable {

    private static final Path KMSG = Path.of("/dev/kmsg");
    private static final Path LIMIT = Path.of("/proc/sys/kernel/printk_devkmsg");
    private static final int A_ROUND = 20;

    private final String limit;
    private final AtomicLong written = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    private KmsgFlood(int perSecond) throws IOException {
        limit = Files.readString(LIMIT).strip();
        Files.writeString(LIMIT, "on\n");
        thread = Thread.ofPlatform().name("flood").start(() -> run(perSecond));
    }

    static boolean isPossible() {
        return Files.isWritable(KMSG) && Files.isWritable(LIMIT);
    }

    static KmsgFlood start(int perSecond) throws IOException {
        return new KmsgFlood(perSecond);
    }

    private void run(int perSecond) {
        // Level 7 stays off the console.
        var line =
                ByteBuffer.wrap(
                        "<7>inquest benchmark: BUG: soft lockup - CPU#0 stuck for 22s! [flood:1]\n"
                                .getBytes(StandardCharsets.US_ASCII));
        try (var out = FileChannel.open(KMSG, StandardOpenOption.WRITE)) {
            var next = System.nanoTime();
            while (!closed) {
                for (var i = 0; i < perSecond / A_ROUND; i++) {
                    var _ = out.write(line.rewind());
                    written.incrementAndGet();
                }
                next += 1_000_000_000L / A_ROUND;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException e) {
            System.err.println("the flood ended: " + e.getMessage());
        }
    }

    long written() {
        return written.get();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        thread.join();
        Files.writeString(LIMIT, limit + "\n");
    }
}
