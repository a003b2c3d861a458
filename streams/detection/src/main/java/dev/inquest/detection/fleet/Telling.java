package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import java.util.List;
import java.util.Optional;

/// How a finding is told to people.
///
/// @param commonality what the failing nodes share, in one sentence; empty where nobody asks
public record Telling(
        Severity severity,
        String title,
        String narrative,
        Optional<String> workload,
        String commonality,
        List<Remedy> remedies) {

    Telling titled(String newTitle) {
        return new Telling(severity, newTitle, narrative, workload, commonality, remedies);
    }
}
