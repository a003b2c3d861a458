package dev.inquest.detection.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The course of a finding: it opens, is revised, falls quiet, is resolved, and may open again.
///
/// A condition that comes and goes is damped: each time it returns within an hour of having been
/// gone, the next end has to last twice as long to be believed.
///
/// @param quietSince when the last member left the condition
/// @param relapses how often in a row it returned soon after it was resolved
/// @param told when it was last told, and of whom
public record Course(
        Status status,
        int revision,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> quietSince,
        int relapses,
        Optional<Told> told) {

    /// A condition that has been gone for so long is resolved.
    static final Duration RESOLVE_AFTER = Duration.ofMinutes(5);

    /// A condition that keeps returning is resolved once it has been gone for so long.
    static final Duration RESOLVE_AFTER_AT_MOST = Duration.ofHours(1);

    /// A condition that returns later than this is no relapse.
    static final Duration RELAPSE_WITHIN = Duration.ofHours(1);

    /// Members that only leave and return are told at most so often.
    static final Duration RECOUNT_EVERY = Duration.ofMinutes(1);

    private static final int MOST_RELAPSES = 4;

    /// The last telling.
    ///
    /// @param whom a number that stands for the nodes that were concerned
    public record Told(Instant at, int whom) {}

    static Course begin(Instant at) {
        return new Course(Status.OPEN, 0, at, at, Optional.empty(), 0, Optional.empty());
    }

    /// The condition holds; a resolved finding opens again.
    Course holds(Instant at) {
        return new Course(
                Status.OPEN,
                revision,
                firstSeen,
                later(at),
                Optional.empty(),
                status == Status.RESOLVED ? relapsesAt(at) : relapses,
                told);
    }

    private int relapsesAt(Instant at) {
        var soon =
                quietSince.map(since -> at.isBefore(since.plus(patience()).plus(RELAPSE_WITHIN)));
        return soon.orElse(false) ? Math.min(MOST_RELAPSES, relapses + 1) : 0;
    }

    /// Nobody is in the condition any more.
    Course quiet(Instant at) {
        return new Course(
                status,
                revision,
                firstSeen,
                later(at),
                quietSince.or(() -> Optional.of(at)),
                relapses,
                told);
    }

    /// When it will have been quiet for long enough.
    Optional<Instant> overAt() {
        return status == Status.OPEN
                ? quietSince.map(since -> since.plus(patience()))
                : Optional.empty();
    }

    private Duration patience() {
        var doubled = RESOLVE_AFTER.multipliedBy(1L << relapses);
        return doubled.compareTo(RESOLVE_AFTER_AT_MOST) > 0 ? RESOLVE_AFTER_AT_MOST : doubled;
    }

    Course resolved(Instant at) {
        return new Course(
                Status.RESOLVED, revision, firstSeen, later(at), quietSince, relapses, told);
    }

    Course revised(Told now) {
        return new Course(
                status, revision + 1, firstSeen, lastSeen, quietSince, relapses, Optional.of(now));
    }

    /// When members that left or returned may be told again.
    Instant recountAt() {
        return told.map(last -> last.at().plus(RECOUNT_EVERY)).orElse(Instant.MIN);
    }

    private Instant later(Instant at) {
        return at.isAfter(lastSeen) ? at : lastSeen;
    }
}
