package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.aftermath.Leftovers.Leftover;
import dev.inquest.collectors.aftermath.Past.Origin;
import dev.inquest.crash.KernelSignal;
import dev.inquest.schemas.wire.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Publishes what kdump wrote: the logs of the dead kernel and of the capture kernel, and whether
/// the dump is there and complete. The dump itself is not read.
final class KdumpSource {

    private static final Duration STILL_WRITTEN = Duration.ofMinutes(10);

    private final Past past;
    private final BootHistory boots;
    private final SeenFiles seen;

    KdumpSource(Past past, BootHistory boots, SeenFiles seen) {
        this.past = past;
        this.boots = boots;
        this.seen = seen;
    }

    void read(CrashDirectory crash, Instant now) throws IOException {
        for (var log : crash.logs()) {
            readLog(log);
        }
        for (var dump : crash.dumps()) {
            var said = new KernelSignal.DumpSaved(dump.written(), List.of(words(dump)));
            once(dump, said);
        }
        if (crash.dumps().isEmpty()) {
            for (var dump : crash.incomplete()) {
                if (!dump.written().plus(STILL_WRITTEN).isAfter(now)) {
                    once(dump, incomplete(dump));
                }
            }
        }
    }

    /// The kdump service's log only grows: what was added is read.
    void readServiceLog(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        var at = Files.getLastModifiedTime(file).toInstant();
        var text = BoundedText.read(file);
        if (seen.contains(text.fingerprint())) {
            return;
        }
        for (var signal : KdumpLog.signals(text.lines(), at)) {
            var fingerprint = "line:" + BoundedText.of(signal.excerpt().getFirst()).fingerprint();
            if (!seen.contains(fingerprint)) {
                var origin = origin("kdump-log/" + fingerprint, at);
                seen.addWhen(past.publish(origin, List.of(signal)), List.of(fingerprint));
            }
        }
        seen.addWhen(CompletableFuture.completedFuture(null), List.of(text.fingerprint()));
    }

    private void readLog(Leftover log) throws IOException {
        var text = BoundedText.read(log.path());
        if (!seen.contains(text.fingerprint())) {
            var name = "kdump/" + text.fingerprint();
            var origin = origin(name, log.written());
            seen.addWhen(past.text(origin, text.lines()), List.of(text.fingerprint()));
        }
    }

    private void once(Leftover dump, KernelSignal said) {
        var fingerprint =
                "%s:%d:%d".formatted(dump.path(), dump.size(), dump.written().toEpochMilli());
        if (!seen.contains(fingerprint)) {
            var origin = origin("kdump/" + dump.path(), dump.written());
            seen.addWhen(past.publish(origin, List.of(said)), List.of(fingerprint));
        }
    }

    private Origin origin(String name, Instant written) {
        var before = boots.beforeThisBoot();
        var at = written.isAfter(before) ? before : written;
        return new Origin(KernelSource.KDUMP, name, boots.at(at), written);
    }

    private static KernelSignal incomplete(Leftover dump) {
        return new KernelSignal.CaptureFailing(
                dump.written(), "the dump was not completed", List.of(words(dump)));
    }

    private static String words(Leftover dump) {
        return "%s, %d MiB".formatted(dump.path(), dump.size() >> 20);
    }
}
