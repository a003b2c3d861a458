package dev.inquest.crash;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns the text of one kernel console into signals, line by line, in one pass and in bounded
/// memory.
///
/// Ids are derived from the source, the boot and the report's place in it: reading the same text
/// again gives the same ids.
public final class CrashReader {
    private final String sourceId;

    public CrashReader(String sourceId) {
        this.sourceId = sourceId;
    }

    /// Reads one line, with whatever prefixes its channel put in front. Never throws, whatever the
    /// text.
    public void line(Instant at, String raw, Consumer<KernelSignal> out) {
        if (raw.contains("Linux version ")) {
            out.accept(
                    new KernelSignal.Booted(at, Optional.empty(), Optional.empty(), List.of(raw)));
        }
        var panic = raw.indexOf("Kernel panic - not syncing: ");
        if (panic >= 0) {
            out.accept(
                    new KernelSignal.Panicked(
                            at, sourceId, raw.substring(panic + 28), false, List.of(raw)));
        }
    }

    /// The text ended: gives what is still pending.
    public void end(Consumer<KernelSignal> out) {}
}
