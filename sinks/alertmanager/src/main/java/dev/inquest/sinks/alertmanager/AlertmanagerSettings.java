package dev.inquest.sinks.alertmanager;

import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.telemetry.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What an Alertmanager sink is told.
///
/// @param resendEvery how often open findings are repeated
/// @param heartbeat how often an alert says that Inquest lives, if one does
record AlertmanagerSettings(
        String name,
        URI url,
        Selection selection,
        Duration resendEvery,
        Optional<URI> console,
        Optional<Secret> authorization,
        Optional<Duration> heartbeat,
        Optional<Heartbeat> heartbeatUrl) {}
