package dev.inquest.detection.pattern;

import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import java.time.Instant;
import java.util.Optional;

/// One report of kernel trouble, as far as a pattern needs to remember it.
///
/// @param id the same for every revision of one report
public record Report(String id, TroubleKind kind, Instant at, String title, Evidence evidence) {

    /// What an event reports of the node's present life, if it is trouble. What belongs to a panic
    /// is the panic's.
    static Optional<Report> of(Node node, Kernel event) {
        if (!(event.signal() instanceof Crashed(_, var report, var excerpt))
                || report.panicked()
                || !node.hears(event)) {
            return Optional.empty();
        }
        return TroubleSigns.kind(report)
                .map(kind ->
                        new Report(
                                report.id(),
                                kind,
                                event.at(),
                                report.title(),
                                Evidence.of(event.channel(), event, excerpt)));
    }
}
