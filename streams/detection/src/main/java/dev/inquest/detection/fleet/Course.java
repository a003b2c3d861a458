package dev.inquest.detection.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The course of a finding: it opens, is revised, falls quiet, is resolved, and may open again.
///
/// @param quietSince when the last member left the condition
public record Course(
        Status status,
        int revision,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> quietSince) {

    static Course begin(Instant at) {
        return new Course(Status.OPEN, 0, at, at, Optional.empty());
    }

    /// The condition holds; a resolved finding opens again.
    Course holds(Instant at) {
        return new Course(Status.OPEN, revision, firstSeen, later(at), Optional.empty());
    }

    /// Nobody is in the condition any more.
    Course quiet(Instant at) {
        return new Course(
                status, revision, firstSeen, later(at), quietSince.or(() -> Optional.of(at)));
    }

    /// Whether it has been quiet for long enough.
    boolean isOver(Instant now, Duration resolveAfter) {
        return status == Status.OPEN
                && quietSince.map(since -> !since.plus(resolveAfter).isAfter(now)).orElse(false);
    }

    Course resolved(Instant at) {
        return new Course(Status.RESOLVED, revision, firstSeen, later(at), quietSince);
    }

    Course revised() {
        return new Course(status, revision + 1, firstSeen, lastSeen, quietSince);
    }

    private Instant later(Instant at) {
        return at.isAfter(lastSeen) ? at : lastSeen;
    }
}
