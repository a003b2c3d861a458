package dev.inquest.standalone.demo;

import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.standalone.demo.summary.StoryTime;
import dev.inquest.standalone.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One change of a node as a line for people.
record ChangeLine(Style style, String text) {

    /// The line, unless the change is none that anybody waits for.
    static Optional<ChangeLine> of(NodeChange change, Instant start) {
        if (isRoutine(change)) {
            return Optional.empty();
        }
        var at = StoryTime.text(Duration.between(start, change.getAt()));
        var node = change.getNode().substring(change.getNode().indexOf('/') + 1);
        var cause = change.getCauses().isEmpty() ? "" : change.getCauses().getFirst();
        var text = "%s  %-20s %-10s %s".formatted(at, node, change.getTo(), cause).stripTrailing();
        return Optional.of(new ChangeLine(style(change.getTo()), text));
    }

    private static boolean isRoutine(NodeChange change) {
        return change.getFrom() == change.getTo()
                || (change.getFrom() == NodeStateName.UNKNOWN
                        && change.getTo() == NodeStateName.LIVE)
                || (change.getFrom() == NodeStateName.REBOOTED
                        && change.getTo() == NodeStateName.LIVE);
    }

    private static Style style(NodeStateName state) {
        return switch (state) {
            case PANICKED, DUMPING, HUNG, LOST, WEDGED -> Style.BAD;
            case LIVE -> Style.GOOD;
            case SILENT, ISOLATED, REPLACED -> Style.CAUTION;
            case UNKNOWN, PLANNED, UNOBSERVED, REBOOTED, STOPPED, FORGOTTEN -> Style.FAINT;
        };
    }
}
