package dev.inquest.collectors.aftermath;

import dev.inquest.crash.KernelSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the kdump service's own log says about dumps.
final class KdumpLog {

    private static final List<String> SAVED = List.of("saving vmcore complete", "saved vmcore in");
    private static final List<String> FAILED =
            List.of("saving vmcore failed", "failed to save vmcore");
    private static final int MAX_LINE = 512;

    private KdumpLog() {}

    static List<KernelSignal> signals(List<String> lines, Instant at) {
        var signals = new ArrayList<KernelSignal>();
        for (var line : lines) {
            var excerpt = List.of(line.substring(0, Math.min(MAX_LINE, line.length())));
            if (SAVED.stream().anyMatch(line::contains)) {
                signals.add(new KernelSignal.DumpSaved(at, excerpt));
            } else if (FAILED.stream().anyMatch(line::contains)) {
                signals.add(
                        new KernelSignal.CaptureFailing(
                                at, "the vmcore could not be saved", excerpt));
            }
        }
        return List.copyOf(signals);
    }
}
