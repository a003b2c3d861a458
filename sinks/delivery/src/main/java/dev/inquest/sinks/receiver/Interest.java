package dev.inquest.sinks.receiver;

import dev.inquest.schemas.wire.Finding;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a receiver wants to be told; pure, so that the order and number of notices can be reasoned
/// about without one.
///
/// @param wants whether an open finding is of interest. One that was of interest once is told of
///   until it is resolved, whatever becomes of it
/// @param gist what of an open finding must change before it is told again
/// @param lane which findings share one rate limit, such as those of one key
public record Interest(
        Predicate<Finding> wants, Function<Finding, String> gist, Function<Finding, String> lane) {

    /// Every finding, each time it is revised.
    public static Interest everyRevision() {
        return everyRevisionOf(_ -> true);
    }

    /// Every such finding, each time it is revised, in one lane.
    public static Interest everyRevisionOf(Predicate<Finding> wants) {
        return new Interest(wants, finding -> Integer.toString(finding.getRevision()), _ -> "");
    }
}
