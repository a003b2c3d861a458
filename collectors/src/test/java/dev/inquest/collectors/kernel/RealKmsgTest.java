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
import dev.inquest.schemas.wire.KernelEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the kernel of this machine, where it lets us.
class RealKmsgTest {

    private static final Path DEVICE = Path.of("/dev/kmsg");

    @TempDir Path state;

    private final RecordingPublisher publisher = new RecordingPublisher();
    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void aLineWrittenByAProgramIsCountedAndNeverTakenForTheKernels() throws Exception {
        assumeThat(Files.isReadable(DEVICE) && Files.isWritable(DEVICE)).isTrue();
        try (var kmsg = start()) {
            assumeThat(kmsg.blind()).isEmpty();
            await().untilAsserted(() -> assertThat(kmsg.next()).isPositive());
            var before = kmsg.counts().user();

            Files.writeString(
                    DEVICE,
                    "inquest-test: Kernel panic - not syncing: forged by a test\n",
                    StandardOpenOption.WRITE);

            await().untilAsserted(() -> assertThat(kmsg.counts().user()).isGreaterThan(before));
            assertThat(publisher.events(KernelEvent.class))
                    .noneMatch(event -> event.getTitle().contains("forged by a test"));
        }
    }

    @Test
    void closingEndsABlockedRead() {
        assumeThat(Files.isReadable(DEVICE)).isTrue();
        var kmsg = start();
        assumeThat(kmsg.blind()).isEmpty();
        await().untilAsserted(() -> assertThat(kmsg.next()).isPositive());
        Assertions.assertTimeout(Duration.ofSeconds(1), kmsg::close);
    }

    private KmsgCollector start() {
        var host = new HostFiles(Path.of("/"));
        var topics = new Topics("t.", TimeSource.STORY);
        return KmsgCollector.start(
                KmsgSettings.of(DEVICE, state.resolve("position")),
                new Destination(new NodeKey("c", "n"), "b", topics.kernel(), publisher),
                InstantSource.system(),
                Uptime.of(host),
                observer);
    }
}
