package dev.inquest.detection.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A declared plan that may explain why a node goes away.
public record Intent(
        Kind kind, String reason, String source, Instant declaredAt, Optional<Instant> until) {

    /// What is planned.
    public enum Kind {
        CORDON,
        DRAIN,
        REBOOT,
        SCALE_DOWN,
        SPOT_RECLAIM,
        MAINTENANCE
    }

    /// How long a plan without an end explains an absence.
    public static final Duration VALIDITY = Duration.ofMinutes(30);

    /// Whether it explains that nothing was heard after `lastHeard`. A plan declared later explains
    /// nothing: repair tools cordon nodes that are already dead.
    public boolean explainsSilenceAfter(Instant lastHeard) {
        return !declaredAt.isAfter(lastHeard)
                && until.map(end -> end.isAfter(lastHeard)).orElse(true);
    }

    /// The same, declared no later than the record that told of it: a collector's clock may be
    /// ahead.
    public Intent declaredBy(Instant told) {
        return declaredAt.isAfter(told) ? new Intent(kind, reason, source, told, until) : this;
    }

    /// When the absence that began at `lastHeard` is no longer explained.
    public Instant lapses(Instant lastHeard) {
        return until.orElse(lastHeard.plus(VALIDITY));
    }
}
