package dev.inquest.sinks.receiver;

import dev.inquest.schemas.wire.Finding;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a receiver wants to be told; pure, so that the order and number of notices can be reasoned
/// about without one.
///
/// @param wants whether an open finding is of interest. One that was of interest once is told of
///   until it is resolved, whatever becomes of it
/// @param mayBeOpen whether one of whose past nothing is known, and that is not of interest now,
///   may be open at the receiver: then it is told of its end. True only where the end of what never
///   began disturbs nobody
/// @param gist what of an open finding must change before it is told again
/// @param lanes which rate limits a notice draws on, such as those of keys: one for each request
///   that it takes, at least one. The first is the one that rests after failures
public record Interest(
        Predicate<Finding> wants,
        Predicate<Finding> mayBeOpen,
        Function<Finding, String> gist,
        BiFunction<Change, Finding, List<String>> lanes) {

    private static final List<String> ONE_LANE = List.of("");

    /// Every finding, each time it is revised.
    public static Interest everyRevision() {
        return everyRevisionOf(_ -> true);
    }

    /// Every such finding, each time it is revised, in one lane.
    public static Interest everyRevisionOf(Predicate<Finding> wants) {
        return new Interest(
                wants,
                wants,
                finding -> Integer.toString(finding.getRevision()),
                (_, _) -> ONE_LANE);
    }

    /// The same for a receiver that may also have been told of these.
    public Interest orMayBeOpen(Predicate<Finding> others) {
        return new Interest(wants, wants.or(others), gist, lanes);
    }
}
