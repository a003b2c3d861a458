package dev.inquest.collectors.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.collectors.publish.RecordingObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void aRoundThatThrowsIsToldAndTheNextOneComes() {
        var rounds = new AtomicInteger();
        try (var _ =
                Rounds.every(
                        Duration.ofMillis(5),
                        "test",
                        () -> {
                            if (rounds.incrementAndGet() == 1) {
                                throw new IllegalStateException("once");
                            }
                        },
                        observer)) {
            await().until(() -> rounds.get() > 2);
        }
        assertThat(observer.heard())
                .containsExactly("round test java.lang.IllegalStateException: once");
    }

    @Test
    void aStuckRoundIsInterruptedOnClose() {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        Runnable stuck =
                () -> {
                    started.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                };
        var rounds = Rounds.every(Duration.ofMillis(5), "test", stuck, observer);
        await().until(() -> started.getCount() == 0);
        Assertions.assertTimeout(Duration.ofSeconds(2), rounds::close);
        await().until(() -> interrupted.getCount() == 0);
    }

    @Test
    void aPresentIsDueWhenItChangedAndAfterAnHour() {
        var present = new Present<String>();
        var start = Instant.EPOCH;
        assertThat(present.isDue("a", start)).isTrue();
        present.told("a", start);
        assertThat(present.isDue("a", start.plusSeconds(3599))).isFalse();
        assertThat(present.isDue("a", start.plusSeconds(3600))).isTrue();
        assertThat(present.isDue("b", start)).isTrue();
        present.forget();
        assertThat(present.isDue("a", start)).isTrue();
    }
}
