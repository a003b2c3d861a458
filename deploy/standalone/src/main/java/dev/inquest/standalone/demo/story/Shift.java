package dev.inquest.standalone.demo.story;

import dev.inquest.schemas.wire.Goodbye;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A span of time in which a node's agent sends its heartbeats without a gap.
///
/// @param from time of the first heartbeat
/// @param until no heartbeat from here on, except a goodbye exactly then
/// @param sequence number of the first heartbeat
/// @param goodbye what the agent says at the end, if it knows
record Shift(Duration from, Duration until, Boot boot, long sequence, Goodbye goodbye) {

    /// The end of a shift that does not end.
    static final Duration OPEN = Duration.ofDays(10_000);

    private static final long EVERY_MS = 10_000;

    /// One heartbeat to send.
    record Beat(Duration at, long sequence, Goodbye goodbye) {}

    static Shift open(Duration from, Boot boot, long sequence) {
        return new Shift(from, OPEN, boot, sequence, Goodbye.NONE);
    }

    Shift endingAt(Duration end, Goodbye word) {
        return new Shift(from, end, boot, sequence, word);
    }

    /// The number that the heartbeat after this shift has if the same agent goes on.
    long nextSequence() {
        return sequence + regularBefore(until) + (goodbye == Goodbye.NONE ? 0 : 1);
    }

    /// The heartbeats after one moment, up to and with another.
    List<Beat> beats(Duration after, Duration upTo) {
        var beats = new ArrayList<Beat>();
        var first = regularBefore(after.plusMillis(1));
        var last = regularBefore(earlier(upTo.plusMillis(1), until));
        for (var i = first; i < last; i++) {
            beats.add(new Beat(from.plusMillis(i * EVERY_MS), sequence + i, Goodbye.NONE));
        }
        if (goodbye != Goodbye.NONE && until.compareTo(after) > 0 && until.compareTo(upTo) <= 0) {
            beats.add(new Beat(until, sequence + regularBefore(until), goodbye));
        }
        return beats;
    }

    private long regularBefore(Duration moment) {
        var span = moment.minus(from).toMillis();
        return span <= 0 ? 0 : 1 + (span - 1) / EVERY_MS;
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
