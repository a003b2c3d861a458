package dev.inquest.detection.cases;

import dev.inquest.detection.event.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One node in one bad condition.
///
/// @param cause what the roll-up groups by; empty for patterns of one node each
/// @param since when the node came into the condition, where that was before it is told
public record Case(
        String pattern,
        String cause,
        Severity severity,
        String title,
        String narrative,
        Optional<String> workload,
        List<Evidence> evidence,
        List<Remedy> remedies,
        Optional<Instant> since) {

    public Case(
            String pattern,
            String cause,
            Severity severity,
            String title,
            String narrative,
            Optional<String> workload,
            List<Evidence> evidence,
            List<Remedy> remedies) {
        this(
                pattern,
                cause,
                severity,
                title,
                narrative,
                workload,
                evidence,
                remedies,
                Optional.empty());
    }

    /// The same under another title.
    public Case titled(String other) {
        return new Case(
                pattern, cause, severity, other, narrative, workload, evidence, remedies, since);
    }

    /// The same, known to have begun then.
    public Case since(Instant began) {
        return new Case(
                pattern,
                cause,
                severity,
                title,
                narrative,
                workload,
                evidence,
                remedies,
                Optional.of(began));
    }

    /// The same without what it rests on.
    public Case bare() {
        return new Case(
                pattern, cause, severity, title, narrative, workload, List.of(), remedies, since);
    }

    /// Tells this case from the node's other cases.
    public String key() {
        return pattern + "|" + cause;
    }
}
