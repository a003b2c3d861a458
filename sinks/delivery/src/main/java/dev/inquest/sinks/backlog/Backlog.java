package dev.inquest.sinks.backlog;

import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// What a receiver still has to be told, in which order, and when.
///
/// Per finding: one notice at a time; revisions that wait become one; an opening and an end are
/// never taken together, so whoever was told of the one is told of the other. Between findings
/// nothing waits for anything but the receiver.
///
/// Not safe for threads: one loop feeds it and asks it.
public final class Backlog {

    private final Interest interest;
    private final Pace pace;
    private final RandomGenerator random;
    private final Tracks tracks;
    private final Intake intake;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final List<Track> settling = new ArrayList<>();

    /// @param random spreads retries
    public Backlog(Interest interest, Pace pace, Start start, RandomGenerator random) {
        this.interest = interest;
        this.pace = pace;
        this.random = random;
        this.tracks = new Tracks(start.offset());
        this.intake = new Intake(interest, start, tracks);
    }

    /// Takes in the next record.
    public void add(Arrived arrived) {
        intake.add(arrived);
    }

    /// Passes over a record that cannot be read.
    ///
    /// @return whether an earlier life has not done so
    public boolean skip(long offset) {
        return intake.skip(offset);
    }

    /// Everything below this offset was read, records or not.
    public void readTo(long offset) {
        intake.readTo(offset);
    }

    /// Reminds of every finding that is open at the receiver and was not told for so long.
    public void remind(Duration every, Instant now) {
        tracks.forEach((id, track) -> {
            var due = track.toldOpen().filter(told -> isDue(told, every, now));
            if (isOpened() && due.isPresent() && track.isFree() && track.isIdle()) {
                var finding = due.get().finding();
                var again = new Arrived(-1, id, finding, Optional.empty(), Map.of());
                tracks.enqueue(track, Step.of(Change.REMINDED, finding, again));
            }
        });
    }

    private static boolean isDue(Told.Open told, Duration every, Instant now) {
        return told.at().equals(Instant.MIN) || !told.at().plus(every).isAfter(now);
    }

    /// The next notices to give, if any can be given now. They are under way until answered. Ends
    /// of what perhaps never began keep nobody waiting.
    ///
    /// @param most how many at once, all of one lane
    public Optional<Batch> next(int most, Instant now) {
        if (!isOpened()) {
            return Optional.empty();
        }
        return next(most, now, track -> !track.isOnlyToBeSure())
                .or(() -> next(most, now, _ -> true));
    }

    private Optional<Batch> next(int most, Instant now, Predicate<Track> which) {
        var steps = new ArrayList<Step>();
        List<String> lanes = List.of();
        for (var track : tracks.busy()) {
            var ready = which.test(track) ? ready(track, now) : Optional.<Step>empty();
            if (ready.isEmpty()) {
                continue;
            }
            var its = interest.lanes().apply(ready.get().change(), ready.get().finding());
            if (lanes.isEmpty() ? areOpen(its, now) : lanes.equals(its)) {
                lanes = its;
                var step = ready.get().triedAt(now);
                track.begin(step);
                steps.add(step);
            }
            if (steps.size() == most) {
                break;
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(begun(lanes, steps, now));
    }

    /// Each must have a token, or notices of one would run the others into debt. Only the first
    /// rests after failures.
    private boolean areOpen(List<String> lanes, Instant now) {
        return lane(lanes.getFirst(), now).isOpen(now)
                && lanes.stream().distinct().allMatch(lane -> lane(lane, now).hasToken(now));
    }

    private static Optional<Step> ready(Track track, Instant now) {
        return track.isFree()
                ? track.next().filter(step -> !step.notBefore().isAfter(now))
                : Optional.empty();
    }

    private Batch begun(List<String> lanes, List<Step> steps, Instant now) {
        lanes.forEach(lane -> lane(lane, now).use());
        tracks.begun(steps.size());
        return new Batch(lanes.getFirst(), steps);
    }

    private Lane lane(String name, Instant now) {
        return lanes.computeIfAbsent(name, _ -> new Lane(pace, now));
    }

    /// What the receiver made of a batch.
    ///
    /// @return what has become a dead letter. It must be written before the progress is committed
    public List<DeadLetter> answered(Batch batch, List<Answer> answers, Instant now) {
        var dead = new ArrayList<DeadLetter>();
        for (var i = 0; i < batch.steps().size(); i++) {
            var step = batch.steps().get(i);
            var track = tracks.of(step.arrived().id());
            var lane = lane(batch.lane(), now);
            switch (answers.get(i)) {
                case Answer.Accepted _ -> accepted(track, step, lane, now);
                case Answer.Refused refused -> {
                    lane.succeeded();
                    givenUp(track, step, refused.reason(), now).ifPresent(dead::add);
                }
                case Answer.Later later ->
                        later(track, step, later, lane, now).ifPresent(dead::add);
            }
            tracks.tidy(step.arrived().id(), track);
        }
        return dead;
    }

    private void accepted(Track track, Step step, Lane lane, Instant now) {
        lane.succeeded();
        if (step.isReminder()) {
            track.toldOpen().ifPresent(told -> track.told(told.at(now)));
            track.end();
            return;
        }
        var finding = step.finding();
        track.told(
                step.change().isOpen()
                        ? new Told.Open(finding, Optional.of(interest.gist().apply(finding)), now)
                        : new Told.Over());
        settle(track, step);
    }

    private Optional<DeadLetter> givenUp(Track track, Step step, String reason, Instant now) {
        if (step.isReminder()) {
            track.toldOpen().ifPresent(told -> track.told(told.at(now)));
            track.end();
            return Optional.empty();
        }
        if (!step.change().isOpen()) {
            track.told(new Told.Over());
        } else if (track.toldOpen().isEmpty()) {
            // It may have arrived all the same.
            track.told(new Told.Perhaps(step.finding()));
        }
        settle(track, step);
        return Optional.of(new DeadLetter(step.notice(), step.arrived(), reason));
    }

    private void settle(Track track, Step step) {
        track.settle();
        settling.add(track);
        tracks.progress().done(step);
    }

    private Optional<DeadLetter> later(
            Track track, Step step, Answer.Later later, Lane lane, Instant now) {
        later.after()
                .filter(Duration::isPositive)
                .ifPresentOrElse(
                        asked -> lane.leaveAloneUntil(now.plus(asked)),
                        () -> lane.pauseUntil(now.plus(pause(lane.failed(now)))));
        if (step.isReminder()) {
            track.end();
            return Optional.empty();
        }
        var tried = Duration.between(step.triedSince(), now);
        if (tried.compareTo(pace.giveUpAfter()) >= 0) {
            return givenUp(
                    track,
                    step,
                    "given up after %d attempts in %d s: %s"
                            .formatted(step.attempts(), tried.toSeconds(), later.reason()),
                    now);
        }
        tracks.putBack(track, step.notBefore(now.plus(pace.waitAfter(step.attempts(), random))));
        return Optional.empty();
    }

    /// One failure may be the fault of one notice; from the second in a row on, it is the lane's.
    private Duration pause(int failures) {
        return failures < 2 ? Duration.ZERO : pace.waitAfter(failures - 1, random);
    }

    /// Whether something was settled that must be committed before its finding goes on.
    public boolean mustCommit() {
        return !settling.isEmpty();
    }

    /// What to commit.
    public Progress progress() {
        return tracks.progress();
    }

    /// What [#progress] said was committed.
    public void committed() {
        settling.forEach(Track::settled);
        settling.clear();
    }

    /// Whether no more should be read for now.
    public boolean isFull() {
        return intake.isFull();
    }

    /// Whether telling has begun. Until then nothing is to be committed.
    public boolean isOpened() {
        return intake.isOpened();
    }

    /// Notices that wait.
    public int waiting() {
        return tracks.waiting();
    }

    /// Whether everything read was told and answered.
    public boolean isIdle() {
        return tracks.busy().isEmpty();
    }
}
