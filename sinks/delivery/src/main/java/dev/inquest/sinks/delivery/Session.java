package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.DeadLetter;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/// One life of a sink in its group: reads, tells, commits, in one loop on one thread.
final class Session implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(5);

    /// Whoever closes the sink waits for it.
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(3);

    /// Another instance takes over, and must not be overtaken: longer than one request takes.
    private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(16);

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final Duration HEALTH_EVERY = Duration.ofSeconds(1);

    private final SinkSettings settings;
    private final Receiver receiver;
    private final TopicPartition partition;
    private final Consumer<String, byte[]> consumer;
    private final Position position;
    private final Reading reading;
    private final Telling telling;
    private final DeadLetters deadLetters;
    private final Beats beats;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private Optional<Backlog> present = Optional.empty();
    private Instant committedAt = Instant.MIN;
    private Instant healthAt = Instant.MIN;
    private long committed = -1;

    Session(
            SinkSettings settings,
            Receiver receiver,
            TopicPartition partition,
            Consumer<String, byte[]> consumer,
            Parts parts,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.receiver = receiver;
        this.partition = partition;
        this.consumer = consumer;
        this.position = parts.position();
        this.reading = parts.reading();
        this.telling = parts.telling();
        this.deadLetters = parts.deadLetters();
        this.beats = parts.beats();
        this.vitals = parts.vitals();
        this.clock = clock;
        this.observer = observer;
    }

    /// What one session works with.
    record Parts(
            Position position,
            Reading reading,
            Telling telling,
            DeadLetters deadLetters,
            Beats beats,
            Vitals vitals) {}

    /// Works until it is told to end, then finishes what is under way.
    void run(BooleanSupplier ending) throws InterruptedException {
        consumer.subscribe(List.of(partition.topic()), this);
        while (!ending.getAsBoolean()) {
            round();
        }
        finish(CLOSED_WITHIN);
    }

    private void round() throws InterruptedException {
        var records = consumer.poll(telling.underWay() > 0 ? BUSY : IDLE);
        present.ifPresent(backlog -> reading.take(backlog, records));
        takeAnswers(Duration.ZERO);
        if (present.isPresent()) {
            commit(present.get());
            tell(present.get());
            beats.look(consumer, clock.instant());
        }
        tellHealth();
    }

    /// What an earlier life began must not overtake what this one tells.
    private void tell(Backlog backlog) {
        var now = clock.instant();
        receiver.reminders().ifPresent(every -> backlog.remind(every, now));
        while (telling.isOfThisLife() && telling.underWay() < settings.pace().atOnce()) {
            var batch = backlog.next(receiver.batch(), now);
            if (batch.isEmpty()) {
                return;
            }
            telling.begin(batch.get());
        }
    }

    private void takeAnswers(Duration patience) throws InterruptedException {
        var next = telling.next(patience);
        while (next.isPresent()) {
            take(next.get());
            next = telling.next(Duration.ZERO);
        }
    }

    private void take(Telling.Told told) {
        var notices = told.batch().notices();
        for (var i = 0; i < notices.size(); i++) {
            note(notices.get(i), told.answers().get(i), told.took());
        }
        // Of an earlier life nothing can be committed; whoever has the partition tells it again.
        if (present.isPresent() && told.isOfThisLife()) {
            present.get()
                    .answered(told.batch(), told.answers(), clock.instant())
                    .forEach(this::bury);
        }
    }

    private void bury(DeadLetter dead) {
        deadLetters.add(dead.arrived(), dead.notice().change().name(), dead.reason());
        vitals.deadLetter();
        observer.deadLetter(settings.name(), dead.notice(), dead.reason());
    }

    private void note(Notice notice, Answer answer, Duration took) {
        switch (answer) {
            case Answer.Accepted _ -> {
                vitals.accepted(clock.instant());
                observer.accepted(settings.name(), notice, took);
            }
            case Answer.Refused refused -> vitals.failed(refused.reason(), clock.instant());
            case Answer.Later later -> {
                vitals.failed(later.reason(), clock.instant());
                observer.later(settings.name(), notice, later.reason());
            }
        }
    }

    /// Dead letters first: what is committed is told or lies there.
    private void commit(Backlog backlog) throws InterruptedException {
        deadLetters.write();
        var now = clock.instant();
        var progress = backlog.progress();
        var due = progress.offset() != committed && !now.isBefore(later(committedAt, COMMIT_EVERY));
        if (backlog.isOpened() && (backlog.mustCommit() || due)) {
            try {
                position.commit(progress);
                committed = progress.offset();
                backlog.committed();
            } catch (TimeoutException | RebalanceInProgressException e) {
                var why = "Kafka does not take the commit now";
                vitals.failed(why, now);
                observer.interrupted(settings.name(), why);
            }
            committedAt = now;
        }
    }

    private static Instant later(Instant at, Duration by) {
        return at.equals(Instant.MIN) ? at : at.plus(by);
    }

    private void tellHealth() {
        var now = clock.instant();
        if (now.isBefore(later(healthAt, HEALTH_EVERY))) {
            return;
        }
        healthAt = now;
        var unread = present.map(_ -> consumer.currentLag(partition).orElse(0)).orElse(0L);
        observer.health(
                vitals.health(
                        present.isPresent(),
                        present.filter(backlog -> !backlog.isIdle()).isPresent(),
                        present.map(Backlog::waiting).orElse(0) + telling.underWay(),
                        unread,
                        now));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.contains(partition)) {
            telling.beginLife();
            committed = -1;
            present =
                    Optional.of(
                            new Backlog(
                                    receiver.interest(),
                                    settings.pace(),
                                    position.start(),
                                    RandomGenerator.getDefault()));
            consumer.seekToBeginning(List.of(partition));
        }
    }

    /// Another instance takes over: it must find what we told.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (revoked.contains(partition)) {
            try {
                finish(HANDED_OVER_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            present = Optional.empty();
        }
    }

    /// Another instance has taken over while we were not heard. What is under way here may reach
    /// the receiver after what that one tells; nothing more is begun.
    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        if (lost.contains(partition)) {
            present = Optional.empty();
        }
    }

    /// Waits for what is under way, and commits what came of it.
    private void finish(Duration within) throws InterruptedException {
        var giveUp = clock.instant().plus(within);
        while (telling.underWay() > 0 && clock.instant().isBefore(giveUp)) {
            takeAnswers(IDLE);
        }
        if (present.isPresent()) {
            commit(present.get());
        }
    }
}
