package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Batch;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Gives batches to the receiver on threads of their own and hands back what came of them.
///
/// Each time the sink gets its partition, a new life begins. What an earlier one left under way is
/// told apart, because nothing of it can be committed and nothing must overtake it.
final class Requests implements AutoCloseable {

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);

    private final Receiver receiver;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();
    // Read by the threads.
    private volatile int life;
    private int underWay;
    private int ofEarlierLives;

    /// What came of a batch.
    ///
    /// @param isOfThisLife whether it was begun in the present life
    record Answered(boolean isOfThisLife, Batch batch, List<Answer> answers, Duration took) {}

    private record Done(int life, Batch batch, List<Answer> answers, Duration took) {}

    Requests(String sink, Receiver receiver, InstantSource clock) {
        this.receiver = receiver;
        this.clock = clock;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("sink-" + sink + "-", 0).factory());
    }

    void begin(Batch batch) {
        underWay++;
        var its = life;
        threads.execute(() -> tell(its, batch));
    }

    private void tell(int its, Batch batch) {
        var began = clock.instant();
        var answers = answers(its, batch);
        done.add(new Done(its, batch, answers, Duration.between(began, clock.instant())));
    }

    private List<Answer> answers(int its, Batch batch) {
        atWork.add(Thread.currentThread());
        try {
            // Looked at after the thread can be found: whoever ends the life misses neither.
            return its == life ? answers(batch) : later(batch, "not begun: the partition is gone");
        } finally {
            atWork.remove(Thread.currentThread());
        }
    }

    private List<Answer> answers(Batch batch) {
        var size = batch.notices().size();
        try {
            var answers = receiver.tell(batch.notices());
            return answers.size() == size
                    ? answers
                    : later(batch, "%d answers to %d notices".formatted(answers.size(), size));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(batch, "interrupted");
        } catch (RuntimeException | Error e) {
            // Whatever it is, who waits for the answer must get one.
            return later(batch, Fault.inWords(e));
        }
    }

    private static List<Answer> later(Batch batch, String why) {
        return Collections.nCopies(batch.notices().size(), Answer.later(why));
    }

    /// The partition is somebody else's: what waits for its thread is not begun any more, and what
    /// is under way is cut off.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
    void endLife() {
        life++;
        ofEarlierLives = underWay;
        atWork.forEach(Thread::interrupt);
    }

    int underWay() {
        return underWay;
    }

    /// Whether nothing of an earlier life is under way.
    boolean isOfThisLife() {
        return ofEarlierLives == 0;
    }

    /// The next batch that was answered, if there is one within this time.
    Optional<Answered> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(done.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
                .map(this::answered);
    }

    private Answered answered(Done next) {
        var isOfThisLife = next.life() == life;
        underWay--;
        if (!isOfThisLife) {
            ofEarlierLives--;
        }
        return new Answered(isOfThisLife, next.batch(), next.answers(), next.took());
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
