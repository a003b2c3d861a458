package dev.inquest.sinks.pagerduty;

import dev.inquest.schemas.wire.Finding;
import java.util.Optional;

/// Who took a finding upon them in Inquest, so that PagerDuty stops calling.
final class Acknowledgement {

    private static final String FIELD = "acknowledged_by";

    private Acknowledgement() {}

    static Optional<String> of(Finding finding) {
        return Optional.ofNullable(finding.getSchema().getField(FIELD))
                .map(field -> finding.get(field.pos()))
                .map(Object::toString);
    }
}
