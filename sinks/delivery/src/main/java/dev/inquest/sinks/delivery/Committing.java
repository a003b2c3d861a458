package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/// Commits what is done, dead letters first: what is committed was told or lies there.
///
/// When Kafka takes neither for a while, nothing is given up. Each finding waits after its present
/// notice, the others are told on, and it is tried again ever more rarely.
final class Committing {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final String sink;
    private final Position position;
    private final DeadLetters deadLetters;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY);
    private Instant notBefore = Instant.MIN;
    private Instant next = Instant.MIN;
    private long committed = -1;

    Committing(
            String sink,
            Position position,
            DeadLetters deadLetters,
            Vitals vitals,
            InstantSource clock,
            SinkObserver observer) {
        this.sink = sink;
        this.position = position;
        this.deadLetters = deadLetters;
        this.vitals = vitals;
        this.clock = clock;
        this.observer = observer;
    }

    /// The partition is ours again, and what another instance committed counts.
    void beginAnew() {
        committed = -1;
    }

    /// Commits if it is time and there is something to commit.
    void look(Backlog backlog) throws InterruptedException {
        if (!clock.instant().isBefore(notBefore)) {
            commit(backlog);
        }
    }

    /// Commits if there is something to commit.
    void commit(Backlog backlog) throws InterruptedException {
        try {
            deadLetters.write();
            if (isDue(backlog)) {
                commitOffset(backlog);
            }
            backoff.succeeded();
        } catch (DeadLetters.Unwritten e) {
            failed(String.valueOf(e.getMessage()));
        } catch (TimeoutException | RebalanceInProgressException e) {
            failed("Kafka does not take the commit now");
        }
    }

    private boolean isDue(Backlog backlog) {
        var isTime = !clock.instant().isBefore(next) && backlog.progress().offset() != committed;
        return backlog.isOpened() && (backlog.mustCommit() || isTime);
    }

    private void commitOffset(Backlog backlog) {
        var progress = backlog.progress();
        position.commit(progress);
        committed = progress.offset();
        next = clock.instant().plus(EVERY);
        backlog.committed();
    }

    /// Said once until it works again.
    private void failed(String why) {
        var now = clock.instant();
        vitals.failed(why, now);
        if (!backoff.isFailing()) {
            observer.interrupted(sink, why);
        }
        notBefore = now.plus(backoff.failed());
    }

    /// Whether something is done that Kafka did not take yet.
    boolean isFailing() {
        return backoff.isFailing();
    }
}
