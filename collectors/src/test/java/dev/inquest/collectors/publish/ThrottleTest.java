package dev.inquest.collectors.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.publish.Throttle.Rate;
import dev.inquest.schemas.TimeSource;
import dev.inquest.schemas.Topics;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelKind;
import dev.inquest.schemas.wire.KernelSource;
import dev.inquest.schemas.wire.NodeLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final Topics topics = new Topics("t.", TimeSource.STORY);
    private final Throttle throttle = new Throttle(publisher, new Rate(3, 2), nanos::get);

    @Test
    void aFloodOfOneKindIsHeldBackAndCounted() {
        publish(KernelKind.CRASHED, 10);

        assertThat(publisher.all()).hasSize(3);
        assertThat(throttle.losses().suppressed()).isEqualTo(Map.of("kernel/CRASHED", 7L));
    }

    @Test
    void anotherKindHasABudgetOfItsOwn() {
        publish(KernelKind.CRASHED, 10);
        publish(KernelKind.PANICKED, 1);

        assertThat(publisher.all()).hasSize(4);
    }

    @Test
    void theBudgetFillsUpAgainButNotBeyondTheBurst() {
        publish(KernelKind.CRASHED, 3);
        nanos.addAndGet(Duration.ofMillis(499).toNanos());
        publish(KernelKind.CRASHED, 1);
        assertThat(publisher.all()).hasSize(3);

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        publish(KernelKind.CRASHED, 1);
        assertThat(publisher.all()).hasSize(4);

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        publish(KernelKind.CRASHED, 9);
        assertThat(publisher.all()).hasSize(7);
    }

    @Test
    void heartbeatsPassAlways() {
        for (var i = 0; i < 9; i++) {
            var beat = Heartbeat.newBuilder().setBootId("b").build();
            var _ = throttle.publish(topics.heartbeats(), "c/n", Instant.EPOCH, beat);
        }
        assertThat(publisher.all()).hasSize(9);
    }

    @Test
    void aWholePresentThatIsHeldBackIsToBeToldAgain() {
        assertThat(links(3)).isCompleted();
        assertThat(links(1)).isCompletedExceptionally();
        assertThat(throttle.losses().suppressed()).isEqualTo(Map.of("links", 1L));

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(links(1)).isCompleted();
    }

    /// The answer to the last.
    private CompletableFuture<Void> links(int times) {
        var told = CompletableFuture.<Void>completedFuture(null);
        for (var i = 0; i < times; i++) {
            var present = NodeLinks.newBuilder().setLinks(List.of()).build();
            told = throttle.publish(topics.links(), "c/n", Instant.EPOCH, present);
        }
        return told;
    }

    private void publish(KernelKind kind, int times) {
        for (var i = 0; i < times; i++) {
            var event = KernelEvent.newBuilder().setSource(KernelSource.KMSG).setKind(kind).build();
            var told = throttle.publish(topics.kernel(), "c/n", Instant.EPOCH, event);
            assertThat(told).isCompleted();
        }
    }
}
