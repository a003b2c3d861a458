package dev.inquest.sinks.delivery;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A receiver that answers when a test lets it.
final class TestReceiver implements Receiver {

    final CountDownLatch letGo = new CountDownLatch(1);
    final AtomicInteger told = new AtomicInteger();
    final AtomicInteger cutOff = new AtomicInteger();
    final AtomicInteger beats = new AtomicInteger();
    private final Answer answer;
    private final boolean beatsElsewhere;

    TestReceiver(Answer answer) {
        this(answer, false);
    }

    TestReceiver(Answer answer, boolean beatsElsewhere) {
        this.answer = answer;
        this.beatsElsewhere = beatsElsewhere;
    }

    @Override
    public Interest interest() {
        return Interest.everyRevision();
    }

    @Override
    public List<Answer> tell(List<Notice> notices) throws InterruptedException {
        told.incrementAndGet();
        try {
            letGo.await();
        } catch (InterruptedException e) {
            cutOff.incrementAndGet();
            throw e;
        }
        return List.of(answer);
    }

    @Override
    public boolean wakes() {
        return true;
    }

    @Override
    public Optional<Answer> beat() {
        beats.incrementAndGet();
        return Optional.of(Answer.accepted());
    }

    @Override
    public boolean beatsElsewhere() {
        return beatsElsewhere;
    }
}
