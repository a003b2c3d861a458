package dev.inquest.sinks.pagerduty;

import java.util.Locale;

/// What an event does to its alert.
enum EventAction {
    TRIGGER,
    ACKNOWLEDGE,
    RESOLVE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
