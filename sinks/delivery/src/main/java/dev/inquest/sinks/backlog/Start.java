package dev.inquest.sinks.backlog;

import dev.inquest.sinks.backlog.Progress.Done;
import java.util.TreeSet;

/// Where a sink takes up the topic. It reads it from the beginning in any case, because what is
/// open at the receiver follows from what was told.
///
/// @param done what an earlier life dealt with
/// @param end of the topic. Nothing is told before everything below was read, so that nobody is
///   told an older state after a newer one
/// @param isFirst the receiver was never told anything
/// @param passedBelow what opened and ended below this offset is not told at all
public record Start(Done done, long end, boolean isFirst, long passedBelow) {

    /// A sink that was never started: it tells what is open at this moment.
    ///
    /// @param end of the topic
    public static Start first(long end) {
        return new Start(new Done(0, 0, new TreeSet<>()), end, true, end);
    }

    /// A sink that goes on.
    ///
    /// @param end of the topic
    public static Start again(Done done, long end) {
        return new Start(done, Math.max(done.to(), end), false, 0);
    }

    /// The same after a time in another mode, such as in shadow, when nobody was to be woken.
    ///
    /// @param offset how far it came there
    public Start passing(long offset) {
        return new Start(done, end, isFirst, Math.max(passedBelow, offset));
    }

    /// Whether telling may begin: with too much to hold, before the end.
    boolean isOver(long readTo, boolean crowd) {
        return readTo >= end || (crowd && readTo >= done.to());
    }

    long offset() {
        return done.below();
    }

    boolean wasDone(long offset) {
        return done.has(offset);
    }

    /// Whether the receiver cannot have been told of this record.
    boolean isBeforeOurTime(long offset) {
        return isFirst && offset < passedBelow;
    }

    /// Whether an opening that still waits need not be told, as it ends here.
    boolean passes(long opening, long ending) {
        return ending < passedBelow && opening >= done.to();
    }
}
