package dev.inquest.detection.pattern;

import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.crash.KernelSignal.Trouble;
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
        if (!node.hears(event)) {
            return Optional.empty();
        }
        return switch (event.signal()) {
            case Crashed(_, var report, _) when !report.panicked() ->
                    of(event, report.id(), report.title(), report.type());
            case Trouble(var at, var title, var type, _) ->
                    of(event, title + "@" + at, title, type);
            default -> Optional.empty();
        };
    }

    private static Optional<Report> of(Kernel event, String id, String title, String type) {
        var quoted = Evidence.of(event.channel(), event, event.signal().excerpt());
        return TroubleSigns.kind(title, type)
                .map(kind -> new Report(id, kind, event.at(), title, quoted));
    }
}
