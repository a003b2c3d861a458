package dev.inquest.sinks.pagerduty;

import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.plan.Selection;
import java.net.URI;
import java.util.Optional;

/// What a PagerDuty sink is told.
///
/// @param url of the events API; accounts in the EU have another one
/// @param selection which findings it is for
/// @param console for links
/// @param changes whether kernel rollouts become change events
record PagerDutySettings(
        URI url,
        Selection selection,
        Routes routes,
        Optional<URI> console,
        Optional<Heartbeat> heartbeat,
        boolean changes) {

    static final URI USUAL_URL = URI.create("https://events.pagerduty.com");
}
