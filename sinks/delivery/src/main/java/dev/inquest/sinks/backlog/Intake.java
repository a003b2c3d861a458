package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Interest;
import java.time.Instant;
import java.util.Optional;

/// Takes in the records of the topic: what each means for its receiver, given what waits and what
/// was told.
final class Intake {

    /// So many notices may wait; beyond, the rest stays in Kafka. What is undone has to fit into a
    /// commit's metadata.
    static final int MOST_WAITING = Progress.MOST_UNDONE;

    private final Interest interest;
    private final Start start;
    private final Tracks tracks;
    private final Progress progress;
    private boolean opened;

    Intake(Interest interest, Start start, Tracks tracks) {
        this.interest = interest;
        this.start = start;
        this.tracks = tracks;
        this.progress = tracks.progress();
    }

    /// Takes in the next record.
    void add(Arrived arrived) {
        readTo(arrived.offset());
        var track = tracks.of(arrived.id());
        if (start.wasDone(arrived.offset())) {
            remember(track, arrived);
            progress.done(arrived.offset());
        } else {
            consider(track, arrived);
        }
        tracks.tidy(arrived.id(), track);
        readTo(arrived.offset() + 1);
    }

    /// Passes over a record that cannot be read.
    ///
    /// @return whether an earlier life has not done so
    boolean skip(long offset) {
        progress.done(offset);
        readTo(offset + 1);
        return !start.wasDone(offset);
    }

    /// Everything below this offset was read, records or not.
    void readTo(long offset) {
        progress.readTo(offset);
        opened |= start.isOver(offset, tracks.waiting() >= MOST_WAITING);
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
        } else {
            pass(track, finding, arrived);
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
                tracks.enqueue(track, Step.of(Change.OPENED, finding, arrived));
            } else {
                pass(track, finding, arrived);
                progress.done(arrived.offset());
            }
        } else if (isNews(track, finding)) {
            tracks.enqueue(track, Step.of(Change.UPDATED, finding, arrived));
        } else {
            track.toldOpen().ifPresent(told -> track.told(told.withFinding(finding)));
            progress.done(arrived.offset());
        }
    }

    /// It is not of interest now. The first revision that we see shows whether it ever may have
    /// been.
    private void pass(Track track, Finding finding, Arrived arrived) {
        if (track.isBlank() || track.mayBeOpen()) {
            var mayBe = finding.getRevision() > 1 && isInOurTime(arrived) && mayBeOpen(finding);
            track.told(mayBe ? new Told.Perhaps(finding) : new Told.Over());
        }
    }

    private boolean mayBeOpen(Finding finding) {
        return interest.mayBeOpen().test(finding);
    }

    /// A notice that waits becomes one about the newer state; a reminder that waits becomes news.
    private void revise(Track track, Step waiting, Finding finding, Arrived arrived) {
        var newer =
                waiting.isReminder()
                        ? Step.of(Change.UPDATED, finding, arrived)
                        : waiting.about(finding, arrived);
        tracks.replaceLast(track, waiting, newer);
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
            tracks.replaceLast(track, ending.get(), newer);
        } else if (track.mayBeOpen() || isGone(track, finding, arrived)) {
            tracks.enqueue(track, Step.of(Change.RESOLVED, finding, arrived));
        } else {
            over(track, arrived);
        }
    }

    /// Its opening is not on the topic any more: the receiver may have been told of it.
    private boolean isGone(Track track, Finding finding, Arrived arrived) {
        return track.isBlank() && isInOurTime(arrived) && mayBeOpen(finding);
    }

    private boolean isInOurTime(Arrived arrived) {
        return !start.isBeforeOurTime(arrived.offset());
    }

    private void end(Track track, Finding finding, Arrived arrived) {
        var last = track.last();
        var isPassed = last.filter(step -> isPassed(step, arrived)).isPresent();
        if (isPassed || last.filter(Step::isNeedlessBeforeTheEnd).isPresent()) {
            tracks.dropLast(track, last.get());
        }
        var toBeSure = isPassed && track.last().isEmpty() && mayHaveBeenTold(finding);
        if (track.endsOpen() || toBeSure) {
            tracks.enqueue(track, Step.of(Change.RESOLVED, finding, arrived));
        } else {
            over(track, arrived);
        }
    }

    /// What was over before the sink's first start, or while it was in shadow, is nobody's
    /// business.
    private boolean isPassed(Step last, Arrived end) {
        return last.change() == Change.OPENED
                && !last.isTried()
                && start.passes(last.first(), end.offset());
    }

    /// An earlier life may have told it and died before it could commit that.
    private boolean mayHaveBeenTold(Finding finding) {
        return !start.isFirst() && mayBeOpen(finding);
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
        if ((track.endsOpen() || track.mayBeOpen()) && latest.isPresent()) {
            resolve(track, ended(latest.get()), arrived);
        } else {
            progress.done(arrived.offset());
        }
        if (track.isIdle()) {
            track.forget();
        }
    }

    /// A revision of its own: else a receiver would take its end for a repetition.
    private static Finding ended(Finding latest) {
        return Finding.newBuilder(latest)
                .setStatus(FindingStatus.RESOLVED)
                .setRevision(latest.getRevision() + 1)
                .build();
    }

    /// Whether telling has begun.
    boolean isOpened() {
        return opened;
    }

    boolean isFull() {
        return opened && (tracks.waiting() >= MOST_WAITING || progress.isCrowded());
    }
}
