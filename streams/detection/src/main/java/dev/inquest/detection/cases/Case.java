package dev.inquest.detection.cases;

import dev.inquest.detection.event.Evidence;
import java.util.List;
import java.util.Optional;

/// One node in one bad condition.
///
/// @param cause what the roll-up groups by; empty for patterns of one node each
public record Case(
        String pattern,
        String cause,
        Severity severity,
        String title,
        String narrative,
        Optional<String> workload,
        List<Evidence> evidence,
        List<Remedy> remedies) {

    /// The same under another title.
    public Case titled(String other) {
        return new Case(pattern, cause, severity, other, narrative, workload, evidence, remedies);
    }

    /// Tells this case from the node's other cases.
    public String key() {
        return pattern + "|" + cause;
    }
}
