package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import java.util.List;
import java.util.Optional;

/// How a finding is told to people.
///
/// @param commonality what the failing nodes share, in one sentence; empty where nobody asks
/// @param shared the same with all its numbers, where it was worked out
public record Telling(
        Severity severity,
        String title,
        String narrative,
        Optional<String> workload,
        String commonality,
        List<Remedy> remedies,
        Optional<Answer> shared) {

    Telling(
            Severity severity,
            String title,
            String narrative,
            Optional<String> workload,
            String commonality,
            List<Remedy> remedies) {
        this(severity, title, narrative, workload, commonality, remedies, Optional.empty());
    }

    /// What the failing nodes share, as far as it is known.
    Answer answer() {
        return shared.orElse(Answer.NONE);
    }

    Telling titled(String newTitle) {
        return new Telling(severity, newTitle, narrative, workload, commonality, remedies, shared);
    }
}
