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
    private final BlockingQueue<Answered> answered = new LinkedBlockingQueue<>();
    private int life;
    private int underWay;
    private int ofEarlierLives;

    /// What came of a batch.
    ///
    /// @param isOfThisLife whether it was begun since the sink last got its partition
    record Told(boolean isOfThisLife, Batch batch, List<Answer> answers, Duration took) {}

    private record Answered(int life, Batch batch, List<Answer> answers, Duration took) {}

    Telling(String sink, Receiver receiver, InstantSource clock) {
        this.receiver = receiver;
        this.clock = clock;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("sink-" + sink + "-", 0).factory());
    }

    /// The sink got its partition: what it does from now on is another life.
    void beginLife() {
        life++;
        ofEarlierLives = underWay;
    }

    void begin(Batch batch) {
        underWay++;
        var now = life;
        threads.execute(() -> tell(now, batch));
    }

    private void tell(int its, Batch batch) {
        var began = clock.instant();
        var answers = answers(batch);
        answered.add(new Answered(its, batch, answers, Duration.between(began, clock.instant())));
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

    /// Whether nothing of an earlier life is under way.
    boolean isOfThisLife() {
        return ofEarlierLives == 0;
    }

    /// The next batch that was answered, if there is one within this time.
    Optional<Told> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(answered.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
                .map(this::told);
    }

    private Told told(Answered next) {
        var isOfThisLife = next.life() == life;
        underWay--;
        if (!isOfThisLife) {
            ofEarlierLives--;
        }
        return new Told(isOfThisLife, next.batch(), next.answers(), next.took());
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
