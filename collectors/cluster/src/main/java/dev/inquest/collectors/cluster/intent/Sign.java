package dev.inquest.collectors.cluster.intent;

import dev.inquest.schemas.wire.IntentKind;
import java.time.Instant;
import java.util.Optional;

/// A plan that can be seen now, before it is known since when.
///
/// @param source where it was read
/// @param from when it begins, where its author said so
/// @param until when it lapses, where its author said so
public record Sign(
        IntentKind kind,
        String reason,
        String source,
        Optional<Instant> from,
        Optional<Instant> until) {

    /// One whose author gave no times.
    public static Sign of(IntentKind kind, String reason, String source) {
        return new Sign(kind, reason, source, Optional.empty(), Optional.empty());
    }
}
