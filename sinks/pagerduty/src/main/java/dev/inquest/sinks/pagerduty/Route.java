package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.telemetry.Secret;

/// Which integration some findings go to.
record Route(Selection selection, Secret routingKey) {

    boolean isFor(Finding finding) {
        return selection.test(finding);
    }

    /// Whether the finding may have gone here before its severity changed.
    boolean mayHaveBeenFor(Finding finding) {
        return new Selection(true, Severity.INFO, selection.clusters(), selection.patterns())
                .test(finding);
    }
}
