package dev.inquest.query.http;

import dev.inquest.query.answer.Answer;
import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.answer.KsqlError.Code;
import io.micronaut.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Writes an answer frame by frame, at the speed at which the client reads, on a virtual thread of
/// its own. When the client goes away the answer is closed.
final class Frames {

    private static final long SILENCE = Duration.ofSeconds(15).toNanos();
    private static final Duration ASKED_FOR_WITHIN = Duration.ofMinutes(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Scheduler SCHEDULER = Schedulers.fromExecutorService(THREADS);

    private final Answer answer;
    private final Shape shape;
    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private final AtomicBoolean gone = new AtomicBoolean();
    private boolean begun;
    private boolean ended;
    private long spoken = System.nanoTime();

    private Frames(Answer answer, Shape shape) {
        this.answer = answer;
        this.shape = shape;
    }

    static HttpResponse<Publisher<byte[]>> response(Answer answer, Shape shape) {
        return HttpResponse.ok(publisher(answer, shape))
                .header("Content-Type", shape.mediaType())
                .header("Cache-Control", "no-store");
    }

    private static Publisher<byte[]> publisher(Answer answer, Shape shape) {
        return publisher(answer, shape, ASKED_FOR_WITHIN);
    }

    /// @param patience after which an answer that nobody has begun to read is closed
    static Publisher<byte[]> publisher(Answer answer, Shape shape, Duration patience) {
        var frames = new Frames(answer, shape);
        frames.closeUnlessReadWithin(patience);
        // Who cancels may do so before the writing thread has begun, and must not wait for an
        // answer to be closed: it is a thread of the network.
        return Flux.<byte[], Frames>generate(() -> frames, Frames::emit, Frames::close)
                .subscribeOn(SCHEDULER)
                .doOnSubscribe(_ -> frames.read.complete(null))
                .doOnCancel(frames::leave);
    }

    private Frames emit(SynchronousSink<byte[]> sink) {
        frame().ifPresentOrElse(sink::next, sink::complete);
        return this;
    }

    private void closeUnlessReadWithin(Duration patience) {
        var _ =
                read.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionallyAsync(
                                _ -> {
                                    close();
                                    return null;
                                },
                                THREADS);
    }

    private void leave() {
        gone.set(true);
        THREADS.execute(this::close);
    }

    private void close() {
        gone.set(true);
        answer.close();
    }

    /// The next frame; empty at the end.
    private Optional<byte[]> frame() {
        if (ended || gone.get()) {
            return Optional.empty();
        }
        if (!begun) {
            begun = true;
            var header = shape.header(answer);
            if (header.length > 0) {
                return Optional.of(header);
            }
        }
        try {
            return awaited();
        } catch (KsqlError e) {
            return ended(shape.error(e));
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return ended(
                    shape.error(
                            KsqlError.of(
                                    Code.SERVER_ERROR, "the query failed: " + e.getMessage())));
        }
    }

    private Optional<byte[]> awaited() throws InterruptedException {
        while (!gone.get()) {
            var item = answer.next();
            if (item.isPresent()) {
                spoken = System.nanoTime();
                return written(item.get());
            }
            if (System.nanoTime() - spoken > SILENCE && shape.stillThere().length > 0) {
                spoken = System.nanoTime();
                return Optional.of(shape.stillThere());
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> written(Answer.Item item) {
        return switch (item) {
            case Answer.Item.Row(var cells) -> Optional.of(shape.row(cells));
            case Answer.Item.Line(var text) -> Optional.of(Shape.text(text + "\n"));
            case Answer.Item.End(var message) -> ended(shape.end(message));
        };
    }

    private Optional<byte[]> ended(byte[] last) {
        ended = true;
        answer.close();
        return last.length == 0 ? Optional.empty() : Optional.of(last);
    }
}
