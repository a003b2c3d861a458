package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/// One life of a sink in its group: reads, tells, commits, in one loop on one thread, while the
/// partition of findings is its own.
final class Session implements ConsumerRebalanceListener {

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(5);

    /// Whoever closes the sink waits for it.
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(3);

    /// Another instance takes over and must not be overtaken: longer than one request may take, and
    /// far shorter than the group waits for us (`max.poll.interval.ms`, five minutes).
    private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(16);

    private static final Duration HEALTH_EVERY = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Consumer<String, byte[]> consumer;
    private final Supplier<Backlog> begin;
    private final Reading reading;
    private final Telling telling;
    private final Committing committing;
    private final Beats beats;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private Optional<Backlog> present = Optional.empty();
    private Instant healthAt = Instant.MIN;

    Session(
            TopicPartition partition,
            Consumer<String, byte[]> consumer,
            Parts parts,
            InstantSource clock,
            SinkObserver observer) {
        this.partition = partition;
        this.consumer = consumer;
        this.begin = parts.begin();
        this.reading = parts.reading();
        this.telling = parts.telling();
        this.committing = parts.committing();
        this.beats = parts.beats();
        this.vitals = parts.vitals();
        this.clock = clock;
        this.observer = observer;
    }

    /// What one session works with.
    ///
    /// @param begin what is to be told, as of what was committed
    record Parts(
            Supplier<Backlog> begin,
            Reading reading,
            Telling telling,
            Committing committing,
            Beats beats,
            Vitals vitals) {}

    /// Works until it is told to end, then finishes what is under way.
    void run(BooleanSupplier ending) throws InterruptedException {
        consumer.subscribe(List.of(partition.topic()), this);
        try {
            while (!ending.getAsBoolean()) {
                round();
            }
            finish(CLOSED_WITHIN);
        } finally {
            abandon();
        }
    }

    private void round() throws InterruptedException {
        var records = consumer.poll(telling.underWay() > 0 ? BUSY : IDLE);
        present.ifPresent(backlog -> reading.take(backlog, records));
        telling.takeAnswers(present, Duration.ZERO);
        if (present.isPresent()) {
            committing.look(present.get());
            telling.begin(present.get());
            beats.look(consumer, clock.instant());
        }
        tellHealth();
    }

    private void tellHealth() {
        var now = clock.instant();
        if (now.isBefore(healthAt)) {
            return;
        }
        healthAt = now.plus(HEALTH_EVERY);
        var isBusy = present.filter(backlog -> !backlog.isIdle()).isPresent();
        var waiting = present.map(Backlog::waiting).orElse(0) + telling.underWay();
        var unread = present.map(_ -> consumer.currentLag(partition).orElse(0)).orElse(0L);
        observer.health(vitals.health(isBusy || committing.isFailing(), waiting, unread, now));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.contains(partition)) {
            present = Optional.of(begin.get());
            committing.beginAnew();
            vitals.active(true);
            consumer.seekToBeginning(List.of(partition));
        }
    }

    /// Another instance takes over: it must find what we told, and what we tell must not come after
    /// what it tells. What is not answered by then is cut off.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        // Closing the consumer revokes, too, when all is over.
        if (revoked.contains(partition) && present.isPresent()) {
            vitals.active(false);
            try {
                finish(HANDED_OVER_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                abandon();
            }
        }
    }

    /// Another instance has taken over while we were not heard. What is under way is cut off at
    /// once; what had left already may reach the receiver after what that one tells.
    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        if (lost.contains(partition)) {
            vitals.active(false);
            abandon();
        }
    }

    private void abandon() {
        present = Optional.empty();
        telling.abandon();
    }

    /// Waits for what is under way, and commits what came of it.
    private void finish(Duration within) throws InterruptedException {
        var giveUp = clock.instant().plus(within);
        while (telling.underWay() > 0 && clock.instant().isBefore(giveUp)) {
            telling.takeAnswers(present, IDLE);
        }
        if (present.isPresent()) {
            committing.commit(present.get());
        }
    }
}
