package dev.inquest.sinks.delivery;

import dev.inquest.sinks.backlog.Backlog;
import dev.inquest.sinks.backlog.DeadLetter;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Notice;
import dev.inquest.sinks.receiver.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Gives out the notices whose turn it is, and takes in what came of them: accepted, tried again,
/// or a dead letter.
final class Telling {

    private static final Duration REMIND_EVERY = Duration.ofSeconds(1);

    private final SinkSettings settings;
    private final Receiver receiver;
    private final Requests requests;
    private final DeadLetters deadLetters;
    private final Vitals vitals;
    private final InstantSource clock;
    private final SinkObserver observer;
    private Instant remindAt = Instant.MIN;

    Telling(
            SinkSettings settings,
            Receiver receiver,
            Requests requests,
            DeadLetters deadLetters,
            Vitals vitals,
            InstantSource clock,
            SinkObserver observer) {
        this.settings = settings;
        this.receiver = receiver;
        this.requests = requests;
        this.deadLetters = deadLetters;
        this.vitals = vitals;
        this.clock = clock;
        this.observer = observer;
    }

    /// Begins what can be told now. It must not overtake what an earlier life began.
    void begin(Backlog backlog) {
        var now = clock.instant();
        remind(backlog, now);
        while (requests.isOfThisLife() && requests.underWay() < settings.pace().atOnce()) {
            var batch = backlog.next(receiver.batch(), now);
            if (batch.isEmpty()) {
                return;
            }
            requests.begin(batch.get());
        }
    }

    /// It looks at everything that was ever told, so not in each round.
    private void remind(Backlog backlog, Instant now) {
        if (!now.isBefore(remindAt)) {
            remindAt = now.plus(REMIND_EVERY);
            receiver.reminders().ifPresent(every -> backlog.remind(every, now));
        }
    }

    /// Takes the answers that are there, waiting so long for the first.
    ///
    /// @param present whose they are, while the partition is ours
    void takeAnswers(Optional<Backlog> present, Duration patience) throws InterruptedException {
        var next = requests.next(patience);
        while (next.isPresent()) {
            take(next.get(), present);
            next = requests.next(Duration.ZERO);
        }
    }

    private void take(Requests.Answered answered, Optional<Backlog> present) {
        var notices = answered.batch().notices();
        for (var i = 0; i < notices.size(); i++) {
            note(notices.get(i), answered.answers().get(i), answered.took());
        }
        // Of an earlier life nothing can be committed; whoever has the partition tells it again.
        present.filter(_ -> answered.isOfThisLife())
                .map(backlog ->
                        backlog.answered(answered.batch(), answered.answers(), clock.instant()))
                .ifPresent(dead -> dead.forEach(this::bury));
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

    private void bury(DeadLetter dead) {
        deadLetters.add(dead.arrived(), dead.notice().change().name(), dead.reason());
        vitals.deadLetter();
        observer.deadLetter(settings.name(), dead.notice(), dead.reason());
    }

    int underWay() {
        return requests.underWay();
    }

    /// The partition is somebody else's now.
    void abandon() {
        requests.endLife();
    }
}
