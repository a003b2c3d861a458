package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import java.util.List;
import java.util.Optional;

/// What an incident's nodes share, as it is told.
///
/// @param statement what is shared, in few words without numbers
/// @param course where the remedy leads, in few words without numbers
/// @param failing how many nodes had failed when this was worked out
/// @param explanation every number behind the statement, in sentences
public record Answer(
        String statement,
        String course,
        int failing,
        String explanation,
        List<Factor> factors,
        Optional<Remedy> remedy) {

    static final String NO_COMMON_FACTOR = "no common factor yet";

    /// Nothing was worked out yet.
    static final Answer NONE = new Answer(NO_COMMON_FACTOR, "", 0, "", List.of(), Optional.empty());

    /// Whether anything shared is more than suspected.
    boolean isConfirmed() {
        return factors.stream().anyMatch(Factor::confirmed);
    }

    /// Whether somebody who was told the other would want to be told this one. Numbers that drift
    /// with the healthy fleet alone are no news.
    boolean isNewsAfter(Answer other) {
        return !statement.equals(other.statement)
                || !course.equals(other.course)
                || failing != other.failing;
    }
}
