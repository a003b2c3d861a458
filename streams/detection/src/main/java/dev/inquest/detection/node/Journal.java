package dev.inquest.detection.node;

import java.util.ArrayList;
import java.util.List;

/// The last changes of a node: enough to send them again after a crash, and to tell its story.
///
/// @param last the state that was told last
public record Journal(long number, StateName last, List<Change> recent) {

    /// How many changes are kept.
    public static final int KEPT = 8;

    /// Nothing told yet.
    public static final Journal EMPTY = new Journal(0, StateName.UNKNOWN, List.of());

    /// The same with one more change in it.
    public Journal with(Change change) {
        var changes = new ArrayList<>(recent);
        changes.add(change);
        var from = Math.max(0, changes.size() - KEPT);
        return new Journal(
                change.number(), change.to(), List.copyOf(changes.subList(from, changes.size())));
    }
}
