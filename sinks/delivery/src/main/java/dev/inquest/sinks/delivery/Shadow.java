package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.util.List;
import java.util.Optional;

/// Stands before a receiver that can wake somebody and says what it would have been told.
final class Shadow implements Receiver {

    private final String sink;
    private final Receiver receiver;
    private final SinkObserver observer;

    Shadow(String sink, Receiver receiver, SinkObserver observer) {
        this.sink = sink;
        this.receiver = receiver;
        this.observer = observer;
    }

    @Override
    public Interest interest() {
        return receiver.interest();
    }

    @Override
    public List<Answer> tell(List<Notice> notices) {
        return notices.stream().map(this::tell).toList();
    }

    private Answer tell(Notice notice) {
        if (notice.change().isOpen()) {
            observer.wouldPage(sink, notice);
        }
        return Answer.accepted();
    }

    @Override
    public boolean wakes() {
        return false;
    }

    @Override
    public Optional<Answer> beat() throws InterruptedException {
        return receiver.beatsElsewhere() ? receiver.beat() : Optional.empty();
    }

    @Override
    public void close() {
        receiver.close();
    }
}
