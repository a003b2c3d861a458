package dev.inquest.sinks.plan;

import dev.inquest.sinks.delivery.SinkSettings;
import dev.inquest.sinks.receiver.Receiver;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// A sink that was configured and is not running yet.
///
/// @param kind its kind, as in `sinks.yaml`
/// @param where it sends to, for people; without secrets
/// @param wakes whether somebody may be woken by it
/// @param beside what it does beside that
public record PlannedSink(
        SinkSettings settings,
        String kind,
        String where,
        boolean wakes,
        Function<InstantSource, Receiver> receiver,
        Optional<Beside> beside) {

    /// A sink that does nothing beside.
    public PlannedSink(
            SinkSettings settings,
            String kind,
            String where,
            boolean wakes,
            Function<InstantSource, Receiver> receiver) {
        this(settings, kind, where, wakes, receiver, Optional.empty());
    }

    /// Whether it only says what it would send.
    public boolean isShadow() {
        return wakes && !settings.page();
    }
}
