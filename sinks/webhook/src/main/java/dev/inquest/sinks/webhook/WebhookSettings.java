package dev.inquest.sinks.webhook;

import dev.inquest.sinks.plan.Heartbeat;
import dev.inquest.sinks.plan.Selection;
import dev.inquest.telemetry.Secret;
import java.util.Optional;

/// What a webhook is told.
///
/// @param url often works like a key, so it is kept like one
/// @param wakes whether somebody may be woken by it: nobody but its owner knows
/// @param authorization the whole header, such as `Bearer …`
/// @param heartbeat whether the address is also told that Inquest lives
record WebhookSettings(
        String name,
        Secret url,
        Format format,
        Selection selection,
        boolean wakes,
        Optional<Secret> authorization,
        Optional<Signature> signature,
        boolean heartbeat,
        Optional<Heartbeat> heartbeatUrl) {}
