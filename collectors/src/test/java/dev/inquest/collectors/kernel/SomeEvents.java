package dev.inquest.collectors.kernel;

import dev.inquest.crash.KernelSignal.Panicked;
import dev.inquest.schemas.wire.KernelEvent;
import dev.inquest.schemas.wire.KernelSource;
import java.time.Instant;
import java.util.List;

/// Events for tests that do not care what happened.
public final class SomeEvents {

    private SomeEvents() {}

    /// A panic of this title.
    public static KernelEvent titled(String title) {
        return KernelEvents.of(
                new Panicked(Instant.EPOCH, "r1", title, false, List.of(title)),
                KernelEvents.Circumstances.fresh(KernelSource.SERIAL));
    }
}
