package dev.inquest.detection.node;

import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What changed about one node: its state, its attributes or its cases. Numbered, so that a
/// repetition is recognised.
///
/// @param onset when the silence behind it began
/// @param witnessed whether somebody other than the missing heartbeat confirms it
/// @param causes why, most important first
/// @param attributes the merged facts, when they changed
/// @param inventory what is on the node beside its facts, when that changed
/// @param aftermath what a panic led to, when that came out
public record Change(
        NodeId node,
        long number,
        StateName from,
        StateName to,
        Optional<RebootKind> reboot,
        Instant at,
        Optional<Instant> onset,
        boolean witnessed,
        List<String> causes,
        List<Evidence> evidence,
        Optional<Map<String, String>> attributes,
        Optional<Inventory> inventory,
        Optional<Aftermath> aftermath,
        List<CaseChange> cases) {

    /// Whether the node went from one state to another.
    public boolean isMove() {
        return from != to;
    }
}
