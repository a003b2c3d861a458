package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.node.Change;
import java.util.List;

/// What a step changed about mass silences and about the verdicts that they hold back, to be
/// stored.
///
/// @param standing mass silences as they now are
/// @param over ids of those that no longer stand
/// @param held verdicts that are held back, each as the change that brought it
/// @param freed nodes of which nothing is held back any more
public record Withheld(
        List<Blackout> standing, List<String> over, List<Change> held, List<NodeId> freed) {

    static final Withheld NOTHING = new Withheld(List.of(), List.of(), List.of(), List.of());
}
