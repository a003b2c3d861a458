package dev.inquest.collectors.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Reads what the kernel's ring buffer holds at this moment, and does not wait for more.
///
/// A read that finds nothing blocks, so the reading is on a thread of its own, and ends when
/// nothing came for a while.
public final class KmsgRing {

    private static final Duration IDLE = Duration.ofMillis(60);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 4;

    private final Consumer<KmsgRecord> out;
    private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
    private final AtomicReference<Optional<String>> trouble =
            new AtomicReference<>(Optional.empty());
    private volatile boolean over = false;

    private KmsgRing(Consumer<KmsgRecord> out) {
        this.out = out;
    }

    /// Hands out the records that are there, oldest first, for at most a second.
    ///
    /// @return why it could not be read to its end; empty when it could
    public static Optional<String> read(KmsgDevice device, Consumer<KmsgRecord> out) {
        try (var channel = device.open()) {
            return new KmsgRing(out).readAll(channel);
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private Optional<String> readAll(ReadableByteChannel channel) throws IOException {
        var thread = Thread.ofPlatform().daemon().name("kmsg-ring").unstarted(() -> run(channel));
        var start = System.nanoTime();
        lastRead.set(start);
        thread.start();
        try {
            while (!thread.join(IDLE.dividedBy(4)) && !isIdle() && !isLate(start)) {
                // It still reads.
            }
            over = true;
            channel.close();
            var _ = thread.join(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isLate(start) ? Optional.of("the kernel said too much at once") : trouble.get();
    }

    private boolean isIdle() {
        return System.nanoTime() - lastRead.get() > IDLE.toNanos();
    }

    private static boolean isLate(long start) {
        return System.nanoTime() - start > LONGEST.toNanos();
    }

    private void run(ReadableByteChannel channel) {
        var buffer = ByteBuffer.allocate(KmsgDevice.LARGEST_RECORD);
        var failures = 0;
        while (!over && failures < ATTEMPTS) {
            buffer.clear();
            try {
                if (channel.read(buffer) < 0) {
                    return;
                }
                failures = 0;
                lastRead.set(System.nanoTime());
                KmsgRecord.parse(buffer.array(), buffer.position()).ifPresent(out);
            } catch (IOException e) {
                failures++;
                if (failures == ATTEMPTS && !over) {
                    trouble.set(Optional.of(String.valueOf(e.getMessage())));
                }
            }
        }
    }
}
