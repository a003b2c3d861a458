package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Planned;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says that a node is still away although the plan that explained its absence has lapsed.
public record PlannedRebootOverdue(Duration tolerance)
        implements NodePattern<PlannedRebootOverdue.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "planned-reboot-overdue";

    private static final Remedy LOOK =
            new Remedy(
                    "Look at the node's console; extend the plan if the work goes on.",
                    List.of(),
                    "",
                    "");

    /// The case that is open, if one is.
    public record Watching(Optional<Case> open) implements Memory {}

    public PlannedRebootOverdue {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("planned-reboot-overdue: tolerance is negative");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.ROLLED_UP;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return new Watching(Optional.empty());
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Moved(_, _, Planned planned) -> Verdict.nothing(memory).wakeAt(due(planned));
            case Moved _ -> close(memory);
            case Waited waited -> overdue(memory, node, waited.at());
            case Seen seen -> extended(memory, node, seen.at());
        };
    }

    /// A plan that is made longer explains the absence again.
    private Verdict<Watching> extended(Watching memory, Node node, Instant now) {
        return node.state() instanceof Planned planned && due(planned).isAfter(now)
                ? close(memory).wakeAt(due(planned))
                : Verdict.nothing(memory);
    }

    private Instant due(Planned planned) {
        return planned.until().plus(tolerance);
    }

    /// The wait goes on when a node comes back early, so its state is looked at again.
    private Verdict<Watching> overdue(Watching memory, Node node, Instant at) {
        if (!(node.state() instanceof Planned planned)
                || memory.open().isPresent()
                || due(planned).isAfter(at)) {
            return Verdict.nothing(memory);
        }
        var opened =
                new Case(
                        ID,
                        "",
                        Severity.WARNING,
                        "still away after a planned absence",
                        "The plan that explained the absence has lapsed, and no heartbeat came.",
                        Optional.empty(),
                        List.of(Evidence.absence("heartbeat", at, "no heartbeat after the plan")),
                        List.of(LOOK));
        return Verdict.of(new Watching(Optional.of(opened)), new Opened(opened));
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(new Watching(Optional.empty()), new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }
}
