package dev.inquest.collectors.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.host.HostFiles;
import dev.inquest.collectors.host.Uptime;
import dev.inquest.collectors.kernel.KmsgCollector.Destination;
import dev.inquest.collectors.publish.RecordingObserver;
import dev.inquest.collectors.publish.RecordingPublisher;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flood of the real kernel's log, held against the kernel's own sequence numbers.
class KmsgBurstTest {

    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final int RECORDS = 50_000;

    @TempDir Path state;

    private final KmsgBurst burst = new KmsgBurst(DEVICE);

    @BeforeEach
    void theKernelTakesRecords() {
        assumeThat(Files.isReadable(DEVICE) && Files.isWritable(DEVICE))
                .as("needs a /dev/kmsg that may be read and written")
                .isTrue();
        assumeThat(new HostFiles(Path.of("/")).text("proc/sys/kernel/printk_devkmsg"))
                .as("the kernel takes no records from programs")
                .isNotEqualTo("off");
    }

    @Test
    void everyRecordOfABurstIsReadOrCounted() throws Exception {
        try (var kmsg = start(KmsgDevice.at(DEVICE))) {
            var before = caughtUp(kmsg);
            burst.write(RECORDS);
            var after = caughtUp(kmsg);

            assertThat(after.newest() - before.newest()).isGreaterThanOrEqualTo(RECORDS);
            assertThat(after.passed() - before.passed())
                    .as("read and lost, against the kernel's sequence numbers")
                    .isEqualTo(after.newest() - before.newest());
        }
    }

    @Test
    void aReaderThatFellBehindLosesExactlyWhatWasOverwritten() throws Exception {
        var gate = new Gate();
        try (var kmsg = start(() -> gate.around(KmsgDevice.at(DEVICE).open()))) {
            var before = caughtUp(kmsg);
            gate.shut();
            burst.write(RECORDS);
            var next = before.newest() + 1 + passed(kmsg.counts()) - before.passed();
            var oldestBefore = burst.held().oldest();
            gate.open();
            var after = caughtUp(kmsg);
            var oldestAfter = burst.held().oldest();

            var lost = after.counts().lost() - before.counts().lost();
            assertThat(lost)
                    .as("overwritten, by the kernel's sequence numbers")
                    .isBetween(Math.max(0, oldestBefore - next), Math.max(0, oldestAfter - next));
            assertThat(after.passed() - before.passed())
                    .isEqualTo(after.newest() - before.newest());
        }
    }

    /// Where a reader stands once it has read what the kernel holds.
    private record Standing(KmsgCounts counts, long newest) {
        long passed() {
            return KmsgBurstTest.passed(counts);
        }
    }

    private static long passed(KmsgCounts counts) {
        return counts.kernel() + counts.user() + counts.lost();
    }

    /// The reader is at the kernel's newest record, and no other record came meanwhile.
    private Standing caughtUp(KmsgCollector kmsg) {
        return await().until(() -> standing(kmsg), Optional::isPresent).orElseThrow();
    }

    private Optional<Standing> standing(KmsgCollector kmsg) {
        var counts = kmsg.counts();
        var newest = burst.held().newest();
        var isThere = kmsg.next() == newest + 1 && counts.equals(kmsg.counts());
        return isThere ? Optional.of(new Standing(counts, newest)) : Optional.empty();
    }

    private KmsgCollector start(KmsgDevice device) {
        var topics = new Topics("t.", TimeSource.STORY);
        return KmsgCollector.start(
                KmsgSettings.of(DEVICE, state.resolve("position")),
                device,
                new Destination(
                        new NodeKey("c", "n"), "b", topics.kernel(), new RecordingPublisher()),
                InstantSource.system(),
                Uptime.of(new HostFiles(Path.of("/"))),
                new RecordingObserver());
    }

    /// Keeps a reader from its next read.
    private static final class Gate {

        private volatile CountDownLatch latch = new CountDownLatch(0);

        void shut() {
            latch = new CountDownLatch(1);
        }

        void open() {
            latch.countDown();
        }

        ReadableByteChannel around(ReadableByteChannel channel) {
            return new ReadableByteChannel() {
                @Override
                public int read(ByteBuffer into) throws IOException {
                    try {
                        latch.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return channel.read(into);
                }

                @Override
                public boolean isOpen() {
                    return channel.isOpen();
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }
    }
}
