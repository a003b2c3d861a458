package dev.inquest.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.engine.OutputColumn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class FramesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Waiting answer = new Waiting();

    /// An answer that never has a row, and whose closing waits until it may go on.
    private static final class Waiting implements Answer {
        final CompletableFuture<Thread> closedBy = new CompletableFuture<>();
        final CountDownLatch mayClose = new CountDownLatch(1);

        @Override
        public String queryId() {
            return "id";
        }

        @Override
        public List<OutputColumn> columns() {
            return List.of();
        }

        @Override
        public boolean isPush() {
            return true;
        }

        @Override
        public Optional<Item> next() throws InterruptedException {
            mayClose.await();
            return Optional.empty();
        }

        @Override
        public void close() {
            try {
                mayClose.await();
                closedBy.complete(Thread.currentThread());
            } catch (InterruptedException e) {
                closedBy.completeExceptionally(e);
            }
        }
    }

    /// Cancels at once, on the thread that subscribes.
    private record Leaving(AtomicReference<Thread> thread) implements Subscriber<byte[]> {
        @Override
        public void onSubscribe(Subscription subscription) {
            thread.set(Thread.currentThread());
            subscription.cancel();
        }

        @Override
        public void onNext(byte[] frame) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void whoLeavesBeforeTheFirstFrameClosesTheAnswerAndWaitsForNothing() {
        var thread = new AtomicReference<Thread>();
        Frames.publisher(answer, Shape.DELIMITED, PATIENCE).subscribe(new Leaving(thread));

        assertThat(answer.closedBy).isNotDone();
        answer.mayClose.countDown();

        assertThat(answer.closedBy).succeedsWithin(PATIENCE).isNotEqualTo(thread.get());
    }

    @Test
    void anAnswerThatNobodyReadsIsClosed() {
        answer.mayClose.countDown();
        var _ = Frames.publisher(answer, Shape.DELIMITED, Duration.ofMillis(1));

        await().atMost(PATIENCE).until(answer.closedBy::isDone);
    }
}
