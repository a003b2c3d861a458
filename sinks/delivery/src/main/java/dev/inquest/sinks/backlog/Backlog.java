package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.sinks.receiver.Answer;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a receiver still has to be told, in which order, and when.
///
/// Per finding: one notice at a time; revisions that wait become one; an opening and an end are
/// never taken together, so whoever was told of the one is told of the other. Between findings
/// nothing waits for anything but the receiver.
///
/// Not safe for threads: one loop feeds it and asks it.
public final class Backlog {

    /// So many notices may wait; beyond, the rest stays in Kafka.
    static final int MOST_WAITING = 2_000;

    private final Interest interest;
    private final Pace pace;
    private final Start start;
    private final RandomGenerator random;
    private final Progress progress;
    private final Map<String, Track> tracks = new HashMap<>();
    private final Map<String, Track> busy = new LinkedHashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final List<Track> settling = new ArrayList<>();
    private boolean opened;
    private int waiting;

    /// @param random spreads retries
    public Backlog(Interest interest, Pace pace, Start start, RandomGenerator random) {
        this.interest = interest;
        this.pace = pace;
        this.start = start;
        this.random = random;
        this.progress = Progress.from(start.offset());
    }

    /// Takes in the next record.
    public void add(Arrived arrived) {
        readTo(arrived.offset());
        var track = tracks.computeIfAbsent(arrived.id(), _ -> new Track());
        if (start.wasDone(arrived.offset())) {
            remember(track, arrived);
            progress.done(arrived.offset());
        } else {
            consider(track, arrived);
        }
        tidy(arrived.id(), track);
        readTo(arrived.offset() + 1);
    }

    /// Passes over a record that cannot be read.
    ///
    /// @return whether an earlier life has not done so
    public boolean skip(long offset) {
        progress.done(offset);
        readTo(offset + 1);
        return !start.wasDone(offset);
    }

    /// Everything below this offset was read, records or not.
    public void readTo(long offset) {
        progress.readTo(offset);
        opened |= start.isOver(offset, waiting >= MOST_WAITING);
    }

    /// What an earlier life told the receiver. What is done although an earlier record waits was
    /// overtaken, and not told.
    private void remember(Track track, Arrived arrived) {
        var finding = arrived.finding();
        if (!track.isIdle()) {
            return;
        }
        if (finding == null) {
            track.forget();
        } else if (!isOpen(finding)) {
            track.told(new Told.Over());
        } else if (track.toldOpen().isPresent() || interest.wants().test(finding)) {
            track.told(new Told.Open(finding, Optional.empty(), Instant.MIN));
        }
    }

    private static boolean isOpen(Finding finding) {
        return finding.getStatus() == FindingStatus.OPEN;
    }

    private void consider(Track track, Arrived arrived) {
        var finding = arrived.finding();
        if (finding == null) {
            vanish(track, arrived);
        } else if (isOpen(finding)) {
            open(track, finding, arrived);
        } else {
            resolve(track, finding, arrived);
        }
    }

    private void open(Track track, Finding finding, Arrived arrived) {
        var last = track.last().filter(step -> step.change().isOpen());
        if (last.isPresent()) {
            revise(track, last.get(), finding, arrived);
        } else if (!track.endsOpen()) {
            if (interest.wants().test(finding)) {
                enqueue(track, Step.of(Change.OPENED, finding, arrived));
            } else {
                progress.done(arrived.offset());
            }
        } else if (isNews(track, finding)) {
            enqueue(track, Step.of(Change.UPDATED, finding, arrived));
        } else {
            track.toldOpen().ifPresent(told -> track.told(told.withFinding(finding)));
            progress.done(arrived.offset());
        }
    }

    /// A notice that waits becomes one about the newer state; a reminder that waits becomes news.
    private void revise(Track track, Step waiting, Finding finding, Arrived arrived) {
        var newer =
                waiting.isReminder()
                        ? Step.of(Change.UPDATED, finding, arrived)
                        : waiting.about(finding, arrived);
        track.replaceLast(newer);
        progress.replaced(waiting, newer);
    }

    private boolean isNews(Track track, Finding finding) {
        var known =
                track.underWay().isPresent()
                        ? track.underWay().map(Step::finding).map(interest.gist())
                        : track.toldOpen().flatMap(Told.Open::gist);
        return !known.equals(Optional.of(interest.gist().apply(finding)));
    }

    private void resolve(Track track, Finding finding, Arrived arrived) {
        var ending = track.last().filter(step -> !step.change().isOpen());
        if (track.endsOpen()) {
            end(track, finding, arrived);
        } else if (ending.isPresent()) {
            var newer = ending.get().about(finding, arrived);
            track.replaceLast(newer);
            progress.replaced(ending.get(), newer);
        } else if (isUnheardOf(track) && interest.wants().test(finding)) {
            enqueue(track, Step.of(Change.RESOLVED, finding, arrived));
        } else {
            over(track, arrived);
        }
    }

    /// Its opening is not on the topic any more: the receiver may have been told of it.
    private boolean isUnheardOf(Track track) {
        return !isBeforeOurTime() && track.isBlank();
    }

    private boolean isBeforeOurTime() {
        return start.isFirst() && !opened;
    }

    private void end(Track track, Finding finding, Arrived arrived) {
        var last = track.last();
        if (last.filter(this::isNeedless).isPresent()) {
            track.removeLast();
            waiting--;
            progress.done(last.get());
        }
        if (track.endsOpen()) {
            enqueue(track, Step.of(Change.RESOLVED, finding, arrived));
        } else {
            over(track, arrived);
        }
    }

    /// What was over before the sink's first start is nobody's business.
    private boolean isNeedless(Step last) {
        return last.isNeedlessBeforeTheEnd() || isBeforeOurTime();
    }

    private void over(Track track, Arrived arrived) {
        if (track.underWay().isEmpty()) {
            track.told(new Told.Over());
        }
        progress.done(arrived.offset());
    }

    /// The finding was removed; one that is open at the receiver is over.
    private void vanish(Track track, Arrived arrived) {
        var latest = track.latest();
        if (track.endsOpen() && latest.isPresent()) {
            var over = Finding.newBuilder(latest.get()).setStatus(FindingStatus.RESOLVED).build();
            end(track, over, arrived);
        } else {
            progress.done(arrived.offset());
        }
        if (track.isIdle()) {
            track.forget();
        }
    }

    private void enqueue(Track track, Step step) {
        track.enqueue(step);
        waiting++;
        busy.putIfAbsent(step.arrived().id(), track);
        if (!step.isReminder()) {
            progress.add(step.arrived().offset());
        }
    }

    /// Reminds of every finding that is open at the receiver and was not told for so long.
    public void remind(Duration every, Instant now) {
        tracks.forEach((id, track) -> {
            var due = track.toldOpen().filter(told -> isDue(told, every, now));
            if (opened && due.isPresent() && track.isFree() && track.isIdle()) {
                var finding = due.get().finding();
                var again = new Arrived(-1, id, finding, Optional.empty(), Map.of());
                enqueue(track, Step.of(Change.REMINDED, finding, again));
            }
        });
    }

    private static boolean isDue(Told.Open told, Duration every, Instant now) {
        return told.at().equals(Instant.MIN) || !told.at().plus(every).isAfter(now);
    }

    /// The next notices to give, if any can be given now. They are under way until answered.
    ///
    /// @param most how many at once, all of one lane
    public Optional<Batch> next(int most, Instant now) {
        if (!opened) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        Optional<String> lane = Optional.empty();
        for (var track : busy.values()) {
            var ready = ready(track, now);
            if (ready.isEmpty()) {
                continue;
            }
            var name = interest.lane().apply(ready.get().finding());
            if (lane.isEmpty() ? lane(name, now).isOpen(now) : lane.get().equals(name)) {
                lane = Optional.of(name);
                var step = ready.get().triedAt(now);
                track.begin(step);
                steps.add(step);
            }
            if (steps.size() == most) {
                break;
            }
        }
        return lane.map(name -> begun(name, steps, now));
    }

    private static Optional<Step> ready(Track track, Instant now) {
        return track.isFree()
                ? track.next().filter(step -> !step.notBefore().isAfter(now))
                : Optional.empty();
    }

    private Batch begun(String lane, List<Step> steps, Instant now) {
        lane(lane, now).use();
        waiting -= steps.size();
        return new Batch(lane, steps);
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
            var track = tracks.computeIfAbsent(step.arrived().id(), _ -> new Track());
            var lane = lane(batch.lane(), now);
            switch (answers.get(i)) {
                case Answer.Accepted _ -> accepted(track, step, lane, now);
                case Answer.Refused refused -> {
                    lane.succeeded();
                    givenUp(track, step, refused.reason()).ifPresent(dead::add);
                }
                case Answer.Later later ->
                        later(track, step, later, lane, now).ifPresent(dead::add);
            }
            tidy(step.arrived().id(), track);
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

    private Optional<DeadLetter> givenUp(Track track, Step step, String reason) {
        if (step.isReminder()) {
            track.end();
            return Optional.empty();
        }
        if (!step.change().isOpen()) {
            track.told(new Told.Over());
        }
        settle(track, step);
        return Optional.of(new DeadLetter(step.notice(), step.arrived(), reason));
    }

    private void settle(Track track, Step step) {
        track.settle();
        settling.add(track);
        progress.done(step);
    }

    private Optional<DeadLetter> later(
            Track track, Step step, Answer.Later later, Lane lane, Instant now) {
        lane.pauseUntil(now.plus(later.after().orElseGet(() -> pause(lane.failed(now)))));
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
                            .formatted(step.attempts(), tried.toSeconds(), later.reason()));
        }
        putBack(track, step.notBefore(now.plus(pace.waitAfter(step.attempts(), random))));
        return Optional.empty();
    }

    /// One failure may be the fault of one notice; from the second in a row on, it is the lane's.
    private Duration pause(int failures) {
        return failures < 2 ? Duration.ZERO : pace.waitAfter(failures - 1, random);
    }

    /// The step waits again, unless one that waits already makes it needless.
    private void putBack(Track track, Step step) {
        var next = track.next().filter(waits -> waits.overtakes(step));
        if (next.isEmpty()) {
            track.putBack(step);
            waiting++;
        } else if (next.get().change().isOpen()) {
            var newer = step.about(next.get().finding(), next.get().arrived());
            track.replaceFirst(newer);
            progress.done(next.get());
            progress.replaced(step, newer);
        } else {
            track.end();
            progress.done(step);
        }
    }

    private void tidy(String id, Track track) {
        if (track.isIdle()) {
            busy.remove(id);
        }
        if (track.isBlank()) {
            tracks.remove(id);
        }
    }

    /// Whether something was settled that must be committed before its finding goes on.
    public boolean mustCommit() {
        return !settling.isEmpty();
    }

    /// What to commit.
    public Progress progress() {
        return progress;
    }

    /// What [#progress] said was committed.
    public void committed() {
        settling.forEach(Track::settled);
        settling.clear();
    }

    /// Whether no more should be read for now.
    public boolean isFull() {
        return opened && (waiting >= MOST_WAITING || progress.isCrowded());
    }

    /// Whether telling has begun. Until then nothing is to be committed.
    public boolean isOpened() {
        return opened;
    }

    /// Notices that wait.
    public int waiting() {
        return waiting;
    }

    /// Whether everything read was told and answered.
    public boolean isIdle() {
        return busy.isEmpty();
    }
}
