package dev.inquest.sinks.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import dev.inquest.sinks.receiver.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is told, in which order, and what is committed.
class BacklogTest {

    private static final Pace PACE =
            new Pace(600, 10, 4, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1));
    private static final Interest SEVERITY =
            new Interest(
                    finding -> finding.getSeverity().compareTo(Severity.ERROR) >= 0,
                    _ -> true,
                    finding -> finding.getSeverity().name(),
                    (_, _) -> List.of(""));

    private final Topic topic = new Topic();
    private Backlog backlog = fresh();
    private Instant now = Instant.EPOCH;

    private static Backlog fresh() {
        return new Backlog(SEVERITY, PACE, Start.first(0), new Random(1));
    }

    @Test
    void anOpeningIsToldAndThenItsEnd() {
        backlog.add(topic.open("a", 1));
        var first = next();
        backlog.add(topic.resolve("a", 2));

        assertThat(backlog.next(9, now)).as("one notice of a finding at a time").isEmpty();
        accept(first);
        assertThat(backlog.next(9, now)).as("not before the commit").isEmpty();
        backlog.committed();
        assertThat(changes(next())).containsExactly(Change.RESOLVED);
    }

    @Test
    void revisionsThatWaitBecomeOne() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("a", 2));
        backlog.add(topic.open("a", 3));

        var batch = next();

        assertThat(batch.notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.change()).isEqualTo(Change.OPENED);
                    assertThat(notice.finding().getRevision()).isEqualTo(3);
                });
        assertThat(backlog.progress().offset()).as("the opening itself is not done").isZero();
        assertThat(position().has(1)).isTrue();
        accept(batch);
        assertThat(backlog.progress().offset()).isEqualTo(3);
    }

    @Test
    void anOpeningThatWaitsIsToldBeforeItsEnd() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.resolve("a", 2));
        backlog.add(topic.open("a", 3));
        backlog.add(topic.resolve("a", 4));

        assertThat(everything())
                .containsExactly(Change.OPENED, Change.RESOLVED, Change.OPENED, Change.RESOLVED);
    }

    @Test
    void anUpdateThatWaitsIsNotToldBeforeTheEnd() {
        backlog.add(topic.open("a", 1, Severity.ERROR));
        tellAll();
        backlog.add(topic.open("a", 2, Severity.CRITICAL));
        backlog.add(topic.resolve("a", 3));

        assertThat(everything()).containsExactly(Change.RESOLVED);
        assertThat(backlog.progress().offset()).isEqualTo(3);
    }

    @Test
    void aRevisionWithNothingNewForTheReceiverIsNotTold() {
        backlog.add(topic.open("a", 1));
        tellAll();
        backlog.add(topic.open("a", 2));

        assertThat(everything()).isEmpty();
        assertThat(backlog.progress().offset()).isEqualTo(2);
    }

    @Test
    void whoWasToldOfAFindingHearsOfItUntilItsEnd() {
        backlog.add(topic.open("a", 1));
        tellAll();
        backlog.add(topic.open("a", 2, Severity.INFO));
        backlog.add(topic.open("b", 1, Severity.INFO));
        assertThat(everything()).containsExactly(Change.UPDATED);
        backlog.add(topic.resolve("a", 3));
        assertThat(everything()).containsExactly(Change.RESOLVED);
    }

    @Test
    void aRemovedFindingThatIsOpenAtTheReceiverIsOver() {
        backlog.add(topic.open("a", 1));
        tellAll();
        backlog.add(topic.remove("a"));
        backlog.add(topic.remove("b"));

        assertThat(notices())
                .singleElement()
                .satisfies(over -> {
                    assertThat(over.change()).isEqualTo(Change.RESOLVED);
                    assertThat(over.idempotencyKey())
                            .as("not that of the opening")
                            .isEqualTo("a/2");
                });
        assertThat(backlog.progress().offset()).isEqualTo(3);
    }

    @Test
    void aFindingThatIsTriedAgainDelaysNoOther() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        var batch = take(2);
        backlog.answered(batch, List.of(Answer.later("503"), Answer.accepted()), now);

        var position = position();
        assertThat(position.has(0)).isFalse();
        assertThat(position.has(1)).isTrue();
    }

    @Test
    void waitsGrowAndEndInADeadLetter() {
        backlog.add(topic.open("a", 1));
        var dead = new ArrayList<DeadLetter>();
        var tries = 0;
        while (dead.isEmpty()) {
            var batch = backlog.next(1, now);
            if (batch.isPresent()) {
                tries++;
                dead.addAll(answer(batch.get(), Answer.later("500")));
            }
            now = now.plusSeconds(1);
        }

        assertThat(tries).isBetween(50, 140);
        assertThat(dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).endsWith("500"));
        assertThat(now).isAfterOrEqualTo(Instant.EPOCH.plus(PACE.giveUpAfter()));
        assertThat(backlog.progress().offset()).isEqualTo(1);
    }

    @Test
    void aRefusalIsADeadLetterAtOnce() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.resolve("a", 2));

        var dead = answer(next(), Answer.refused("400: too long"));

        assertThat(dead).extracting(DeadLetter::reason).containsExactly("400: too long");
        backlog.committed();
        assertThat(everything()).containsExactly(Change.RESOLVED);
    }

    @Test
    void theReceiverIsLeftAloneForAsLongAsItAsks() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        answer(take(1), new Answer.Later("429", Optional.of(Duration.ofSeconds(30))));

        now = now.plusMillis(29_999);
        assertThat(backlog.next(1, now)).isEmpty();
        now = now.plusMillis(1);
        assertThat(backlog.next(1, now)).isPresent();
    }

    @Test
    void anotherRequestThatSucceedsDoesNotEndWhatTheReceiverAskedFor() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        var limited = take(1);
        var other = take(1);
        answer(limited, new Answer.Later("429", Optional.of(Duration.ofSeconds(30))));
        accept(other);

        now = now.plusMillis(29_999);
        assertThat(backlog.next(1, now)).isEmpty();
        now = now.plusMillis(1);
        assertThat(backlog.next(1, now)).isPresent();
    }

    @Test
    void theRateHolds() {
        for (var i = 0; i < 100; i++) {
            backlog.add(topic.open("n" + i, 1));
        }
        var told = 0;
        for (var second = 0; second < 5; second++) {
            for (var batch = backlog.next(1, now);
                    batch.isPresent();
                    batch = backlog.next(1, now)) {
                accept(batch.get());
                told++;
            }
            now = now.plusSeconds(1);
        }

        assertThat(told).isEqualTo(10 + 4 * 10);
    }

    @Test
    void aFirstStartTellsOnlyWhatIsOpen() {
        backlog = new Backlog(SEVERITY, PACE, Start.first(3), new Random(1));
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        assertThat(backlog.next(9, now)).isEmpty();
        backlog.add(topic.resolve("a", 2));

        assertThat(next().notices())
                .extracting(notice -> notice.finding().getId())
                .containsExactly("b");
    }

    @Test
    void anEarlierLifeIsRemembered() {
        var done = new Progress.Done(2, 4, new TreeSet<>(List.of(2L)));
        backlog = new Backlog(SEVERITY, PACE, Start.again(done, 4), new Random(1));
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        backlog.add(topic.open("c", 1));
        assertThat(backlog.isOpened()).isFalse();
        backlog.add(topic.open("d", 1));
        assertThat(backlog.isOpened()).isTrue();
        backlog.add(topic.resolve("a", 2));
        backlog.add(topic.open("b", 2));

        assertThat(next().notices())
                .extracting(notice -> notice.finding().getId() + " " + notice.change())
                .containsExactlyInAnyOrder("c OPENED", "a RESOLVED", "b UPDATED");
    }

    @Test
    void anEndWhoseOpeningIsGoneFromTheTopicIsTold() {
        backlog.add(topic.resolve("a", 2));
        backlog.add(topic.resolve("a", 3));

        assertThat(everything()).containsExactly(Change.RESOLVED);
    }

    @Test
    void whatMayHaveBeenToldBeforeTheTopicForgotIsEnded() {
        backlog.add(topic.open("silenced now", 4, Severity.INFO));
        backlog.add(topic.open("silenced now", 5, Severity.INFO));
        backlog.add(topic.open("a child from its first day", 1, Severity.INFO));
        backlog.add(topic.open("a child from its first day", 2, Severity.INFO));
        backlog.add(topic.resolve("silenced now", 6, Severity.INFO));
        backlog.add(topic.resolve("a child from its first day", 3, Severity.INFO));
        backlog.add(topic.open("removed", 7, Severity.INFO));
        backlog.add(topic.remove("removed"));

        assertThat(told()).containsExactly("silenced now RESOLVED", "removed RESOLVED");
        assertThat(backlog.progress().offset()).isEqualTo(8);
    }

    @Test
    void whatIsToldToBeSureKeepsNobodyWaiting() {
        backlog.add(topic.open("silenced now", 4, Severity.INFO));
        backlog.add(topic.resolve("silenced now", 5, Severity.INFO));
        backlog.add(topic.resolve("gone", 5, Severity.INFO));
        backlog.add(topic.open("real", 1));

        assertThat(told()).containsExactly("real OPENED", "silenced now RESOLVED", "gone RESOLVED");
    }

    @Test
    void whatMayHaveBeenToldIsEndedAfterARestartToo() {
        var done = new Progress.Done(1, 1, new TreeSet<>());
        backlog = new Backlog(SEVERITY, PACE, Start.again(done, 1), new Random(1));
        backlog.add(topic.open("a", 4, Severity.INFO));
        backlog.add(topic.resolve("a", 5, Severity.INFO));

        assertThat(told()).containsExactly("a RESOLVED");
    }

    @Test
    void atAFirstStartNothingCanHaveBeenTold() {
        backlog = new Backlog(SEVERITY, PACE, Start.first(2), new Random(1));
        backlog.add(topic.open("a", 4, Severity.INFO));
        backlog.add(topic.resolve("b", 5, Severity.CRITICAL));
        backlog.add(topic.resolve("a", 5, Severity.INFO));

        assertThat(told()).isEmpty();
    }

    @Test
    void afterATimeInShadowTheReceiverLearnsWhatEndedAndWhatIsOpen() {
        var done = new Progress.Done(2, 2, new TreeSet<>());
        var start = Start.again(done, 7).passing(7);
        backlog = new Backlog(SEVERITY, PACE, start, new Random(1));
        backlog.add(topic.open("told before", 1));
        backlog.add(topic.open("told and open", 1));
        backlog.add(topic.resolve("told before", 2));
        backlog.add(topic.open("came", 1));
        backlog.add(topic.open("came and went", 1));
        backlog.add(topic.resolve("came and went", 2));
        backlog.add(topic.open("told and open", 2));

        assertThat(told())
                .containsExactly(
                        "told before RESOLVED",
                        "came OPENED",
                        "told and open UPDATED",
                        "came and went RESOLVED");
    }

    @Test
    void anEndIsToldEvenIfItsOpeningWasGivenUp() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.resolve("a", 2));
        assertThat(told()).containsExactly("a OPENED", "a RESOLVED");
        backlog.add(topic.open("a", 3));
        answer(next(), Answer.refused("no"));
        backlog.committed();
        backlog.add(topic.resolve("a", 4));

        assertThat(told()).containsExactly("a RESOLVED");
    }

    @Test
    void noLaneRunsAnotherIntoDebt() {
        var lanes =
                new Interest(
                        _ -> true,
                        _ -> true,
                        finding -> finding.getId(),
                        (_, finding) ->
                                finding.getId().startsWith("b") ? List.of("b") : List.of("a", "b"));
        backlog = new Backlog(lanes, PACE, Start.first(0), new Random(1));
        for (var i = 0; i < PACE.burst(); i++) {
            backlog.add(topic.open("b" + i, 1));
        }
        assertThat(drained()).isEqualTo(PACE.burst());
        backlog.add(topic.open("ab", 1));

        assertThat(drained()).isZero();
        now = now.plusSeconds(1);
        assertThat(drained()).isEqualTo(1);
    }

    @Test
    void aReminderThatIsRefusedIsNotRepeatedAtOnce() {
        backlog.add(topic.open("a", 1));
        tellAll();
        now = now.plusSeconds(60);
        backlog.remind(Duration.ofMinutes(1), now);
        answer(next(), Answer.refused("401"));
        backlog.remind(Duration.ofMinutes(1), now);

        assertThat(backlog.next(9, now)).isEmpty();
    }

    @Test
    void whatTookTwoRequestsDrawsTwiceOnTheRate() {
        var twice =
                new Interest(
                        _ -> true,
                        _ -> true,
                        finding -> finding.getId(),
                        (_, _) -> List.of("a", "a"));
        backlog = new Backlog(twice, PACE, Start.first(0), new Random(1));
        for (var i = 0; i < 20; i++) {
            backlog.add(topic.open("n" + i, 1));
        }

        assertThat(drained()).isEqualTo(PACE.burst() / 2);
        now = now.plusSeconds(1);
        assertThat(drained()).isEqualTo(PACE.perMinute() / 60 / 2);
    }

    private int drained() {
        var told = 0;
        for (var batch = backlog.next(1, now); batch.isPresent(); batch = backlog.next(1, now)) {
            accept(batch.get());
            told++;
        }
        return told;
    }

    @Test
    void openFindingsAreRemindedOf() {
        backlog.add(topic.open("a", 1));
        backlog.add(topic.open("b", 1));
        backlog.add(topic.resolve("b", 2));
        tellAll();
        now = now.plusSeconds(59);
        backlog.remind(Duration.ofMinutes(1), now);
        assertThat(everything()).isEmpty();
        now = now.plusSeconds(1);
        backlog.remind(Duration.ofMinutes(1), now);
        backlog.remind(Duration.ofMinutes(1), now);
        assertThat(everything()).containsExactly(Change.REMINDED);
        assertThat(backlog.progress().offset()).isEqualTo(3);
    }

    @Test
    void aReminderNeverFollowsAnEnd() {
        backlog.add(topic.open("a", 1));
        tellAll();
        now = now.plusSeconds(60);
        backlog.remind(Duration.ofMinutes(1), now);
        var reminder = next();
        backlog.add(topic.resolve("a", 2));
        assertThat(backlog.next(9, now)).isEmpty();
        answer(reminder, Answer.later("503"));
        now = now.plusSeconds(60);

        assertThat(everything()).containsExactly(Change.RESOLVED);
    }

    @Test
    void noMoreIsReadThanTheBoundAndTheRestStaysInKafka() {
        for (var i = 0; i < Intake.MOST_WAITING; i++) {
            assertThat(backlog.isFull()).isFalse();
            backlog.add(topic.open("n" + i, 1));
        }
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    void anUnreadableRecordIsPassedOverOnce() {
        assertThat(backlog.skip(0)).isTrue();
        assertThat(backlog.progress().offset()).isEqualTo(1);
        var again = new Backlog(SEVERITY, PACE, Start.again(position(), 1), new Random(1));
        assertThat(again.skip(0)).isFalse();
    }

    private Progress.Done position() {
        var progress = backlog.progress();
        return Progress.committed(progress.offset(), progress.metadata());
    }

    private Batch next() {
        return take(9);
    }

    private Batch take(int most) {
        return backlog.next(most, now).orElseThrow();
    }

    private void accept(Batch batch) {
        assertThat(answer(batch, Answer.accepted())).isEmpty();
    }

    private List<DeadLetter> answer(Batch batch, Answer answer) {
        return backlog.answered(batch, Collections.nCopies(batch.steps().size(), answer), now);
    }

    private static List<Change> changes(Batch batch) {
        return batch.notices().stream().map(Notice::change).toList();
    }

    private void tellAll() {
        assertThat(everything()).isNotEmpty();
    }

    private List<Change> everything() {
        return notices().stream().map(Notice::change).toList();
    }

    private List<String> told() {
        return notices().stream()
                .map(notice -> notice.finding().getId() + " " + notice.change())
                .toList();
    }

    /// Everything that can be told now, accepted and committed.
    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        for (var batch = backlog.next(1, now); batch.isPresent(); batch = backlog.next(1, now)) {
            notices.addAll(batch.get().notices());
            accept(batch.get());
            backlog.committed();
        }
        assertThat(backlog.isIdle()).isTrue();
        return notices;
    }
}
