package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Batch;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Gives batches to the receiver on threads of their own and hands back what came of them.
final class Telling implements AutoCloseable {

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);

    private final Receiver receiver;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private int underWay;

    /// What came of a batch.
    ///
    /// @param life in which it was begun
    record Told(int life, Batch batch, List<Answer> answers, Duration took) {}

    Telling(String sink, Receiver receiver, InstantSource clock) {
        this.receiver = receiver;
        this.clock = clock;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("sink-" + sink + "-", 0).factory());
    }

    void begin(int life, Batch batch) {
        underWay++;
        threads.execute(() -> tell(life, batch));
    }

    private void tell(int life, Batch batch) {
        var began = clock.instant();
        var answers = answers(batch);
        told.add(new Told(life, batch, answers, Duration.between(began, clock.instant())));
    }

    private List<Answer> answers(Batch batch) {
        var size = batch.notices().size();
        try {
            var answers = receiver.tell(batch.notices());
            if (answers.size() == size) {
                return answers;
            }
            return Collections.nCopies(
                    size, Answer.later("%d answers to %d notices".formatted(answers.size(), size)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Collections.nCopies(size, Answer.later("interrupted"));
        } catch (RuntimeException e) {
            return Collections.nCopies(size, Answer.later("fault: " + e.getClass().getName()));
        }
    }

    int underWay() {
        return underWay;
    }

    /// The next batch that was answered, if there is one within this time.
    Optional<Told> next(Duration patience) throws InterruptedException {
        var next = Optional.ofNullable(told.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        next.ifPresent(_ -> underWay--);
        return next;
    }

    /// Interrupts what is under way: a receiver that hangs keeps nobody from closing.
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            var _ = threads.awaitTermination(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
