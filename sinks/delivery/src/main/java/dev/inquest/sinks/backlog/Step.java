package dev.inquest.sinks.backlog;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.sinks.receiver.Change;
import dev.inquest.sinks.receiver.Notice;
import java.time.Instant;

/// One notice that is still to be given, and how it went so far.
///
/// @param arrived the record it comes from
/// @param first offset of the first record it stands for. As long as the step waits, that one is
///   not done either: else, after a restart, the receiver would be taken to know of it
/// @param triedSince when it was first tried, or will be
/// @param notBefore when it may be tried
record Step(
        Change change,
        Finding finding,
        Arrived arrived,
        long first,
        Instant triedSince,
        int attempts,
        Instant notBefore) {

    static Step of(Change change, Finding finding, Arrived arrived) {
        return new Step(change, finding, arrived, arrived.offset(), Instant.MAX, 0, Instant.MIN);
    }

    /// The same notice about a newer state of the finding; what was tried before stays tried.
    Step about(Finding newer, Arrived from) {
        return new Step(change, newer, from, first, triedSince, attempts, notBefore);
    }

    Step triedAt(Instant now) {
        var since = triedSince.isBefore(now) ? triedSince : now;
        return new Step(change, finding, arrived, first, since, attempts + 1, notBefore);
    }

    Step notBefore(Instant at) {
        return new Step(change, finding, arrived, first, triedSince, attempts, at);
    }

    /// Whether an earlier step need not be told any more because this one waits. An opening is
    /// never needless: its end would mean nothing.
    boolean overtakes(Step earlier) {
        return change.isOpen() ? earlier.change.isOpen() : earlier.isNeedlessBeforeTheEnd();
    }

    boolean isNeedlessBeforeTheEnd() {
        return change == Change.UPDATED || isReminder();
    }

    /// Whether the receiver may have it although it did not say so.
    boolean isTried() {
        return attempts > 0;
    }

    boolean isReminder() {
        return change == Change.REMINDED;
    }

    Notice notice() {
        return new Notice(change, finding, arrived.headers());
    }
}
