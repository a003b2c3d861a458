package dev.inquest.collectors.publish;

import dev.inquest.collectors.observe.CollectorObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/// Hands events to Kafka, window by window, each again and again until Kafka has all of it.
///
/// One window is under way at a time, so the order in which events were published is the order in
/// which they arrive.
final class Dispatch implements Runnable {

    private static final long PAUSE_MS = 500;

    private final Backlog backlog;
    private final Line line;
    private final Sending sending;
    private final CollectorObserver observer;
    private boolean waits;

    Dispatch(Backlog backlog, Line line, Sending sending, CollectorObserver observer) {
        this.backlog = backlog;
        this.line = line;
        this.sending = sending;
        this.observer = observer;
    }

    @Override
    public void run() {
        try {
            while (true) {
                var window = backlog.next();
                if (window.isEmpty()) {
                    line.await(PAUSE_MS);
                } else {
                    deliver(window);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            // The publisher was closed.
        }
    }

    private void deliver(Window window) throws InterruptedException {
        var open = attempt(window.events());
        while (!open.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            open = attempt(open);
        }
        backlog.arrived(window);
    }

    private record Attempt(Waiting event, CompletableFuture<Answer> answer) {}

    /// Sends them in order up to the first that cannot even be sent.
    ///
    /// @return what must be sent again
    private List<Waiting> attempt(List<Waiting> events) throws InterruptedException {
        var attempts = new ArrayList<Attempt>();
        for (var event : events) {
            var answer = sending.send(event);
            attempts.add(new Attempt(event, answer));
            if (answer.isDone() && answer.getNow(new Answer.Accepted()) instanceof Answer.Later) {
                break;
            }
        }
        var again = new ArrayList<Waiting>();
        for (var attempt : attempts) {
            settle(attempt, again);
        }
        again.addAll(events.subList(attempts.size(), events.size()));
        return again;
    }

    private void settle(Attempt attempt, List<Waiting> again) throws InterruptedException {
        switch (answer(attempt.answer())) {
            case Answer.Accepted() -> {
                resumed();
                attempt.event().safe().complete(null);
            }
            case Answer.Later(var why) -> {
                backlog.isAway();
                waiting(why);
                again.add(attempt.event());
            }
            case Answer.Refused _ -> {
                // The sending has told it.
            }
        }
    }

    private static Answer answer(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return new Answer.Later(String.valueOf(e.getMessage()));
        }
    }

    private void waiting(String why) {
        if (!waits) {
            waits = true;
            observer.publishWaits(why);
        }
    }

    private void resumed() {
        if (waits) {
            waits = false;
            observer.publishResumed();
        }
    }
}
