package dev.inquest.collectors.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.publish.RecordingObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir Path directory;

    private final RecordingObserver observer = new RecordingObserver();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aHealthyHostPassesAndAFileIsLeft() {
        try (var probe = Probe.start(directory, observer)) {
            await().untilAsserted(() -> assertThat(directory.resolve("probe")).exists());
            assertThat(probe.ok()).isTrue();
            assertThat(observer.heard()).isEmpty();
        }
    }

    @Test
    void aFailureShowsUntilAnAttemptSucceeds() {
        var fails = new AtomicBoolean(true);
        Probe.Attempt attempt =
                () -> {
                    if (fails.get()) {
                        throw new IOException("read-only file system");
                    }
                };
        try (var probe = Probe.start(attempt, SOON, DEADLINE, nanos::get, observer)) {
            await().untilAsserted(() -> assertThat(probe.ok()).isFalse());
            fails.set(false);
            await().untilAsserted(() -> assertThat(probe.ok()).isTrue());
        }
    }

    @Test
    void anAttemptThatHangsFailsAtItsDeadlineAndBlocksNobody() throws InterruptedException {
        var began = new CountDownLatch(1);
        var hang = new CountDownLatch(1);
        Probe.Attempt attempt =
                () -> {
                    began.countDown();
                    hang.await();
                };
        try (var probe = Probe.start(attempt, SOON, DEADLINE, nanos::get, observer)) {
            began.await();
            nanos.set(DEADLINE.toNanos());
            assertThat(probe.ok()).isTrue();
            nanos.set(DEADLINE.toNanos() + 1);
            assertThat(probe.ok()).isFalse();
            hang.countDown();
            await().untilAsserted(() -> assertThat(probe.ok()).isTrue());
        }
    }
}
