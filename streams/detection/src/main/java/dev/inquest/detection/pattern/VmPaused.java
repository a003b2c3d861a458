package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.Pause;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Says that a lockup or stall was no trouble: the whole machine stood still, as in a live
/// migration or a snapshot, and went on in the same boot.
public record VmPaused(Duration shownFor) implements NodePattern<VmPaused.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "vm-paused";

    private static final Remedy ASK_HYPERVISOR =
            new Remedy(
                    "Nothing on the node; ask the hypervisor or the cloud why it paused, if it"
                            + " pauses often.",
                    List.of(),
                    "",
                    "");

    /// The case that is open, until when it is shown, and what is not clear yet.
    public record Watching(Optional<Case> open, Instant until, Doubts doubts) implements Memory {}

    private static final Watching NOTHING =
            new Watching(Optional.empty(), Instant.EPOCH, Doubts.NONE);

    public VmPaused {
        if (!shownFor.isPositive()) {
            throw new IllegalArgumentException("vm-paused: shown-for must be positive");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return NOTHING;
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(Kernel kernel) -> judge(doubting(memory, node, kernel), node, kernel.at());
            case Seen _ -> Verdict.nothing(memory);
            case Waited waited -> judge(memory, node, waited.at());
            case Moved moved ->
                    Doubts.endIn(moved.to()) ? close(memory) : judge(memory, node, moved.at());
        };
    }

    private static Watching doubting(Watching memory, Node node, Kernel kernel) {
        return Report.of(node, kernel)
                .filter(report -> report.kind().isStall())
                .map(memory.doubts()::with)
                .map(doubts -> new Watching(memory.open(), memory.until(), doubts))
                .orElse(memory);
    }

    private Verdict<Watching> judge(Watching memory, Node node, Instant now) {
        var sorted = memory.doubts().sort(node.presence(), now);
        var pause = node.presence().pause().filter(_ -> !sorted.paused().isEmpty());
        if (pause.isPresent()) {
            var opened = describe(node, pause.get(), sorted.paused());
            var until = now.plus(shownFor);
            var watching = new Watching(Optional.of(opened), until, sorted.left());
            return Verdict.of(watching, new Opened(opened)).wakeAt(until);
        }
        if (memory.open().isPresent() && !memory.until().isAfter(now)) {
            return close(memory);
        }
        var left = new Watching(memory.open(), memory.until(), sorted.left());
        var clear = sorted.left().clearAt(node.presence());
        var wake = clear.or(() -> memory.open().map(_ -> memory.until()));
        return wake.map(Verdict.nothing(left)::wakeAt).orElseGet(() -> Verdict.nothing(left));
    }

    private static Case describe(Node node, Pause pause, List<Report> reports) {
        var seconds = pause.length().toSeconds();
        var gap =
                Evidence.absence(
                        "heartbeat",
                        pause.from(),
                        "no heartbeat for %d s, then the same boot".formatted(seconds));
        var first = reports.getFirst();
        return new Case(
                ID,
                "",
                Severity.INFO,
                "%s was paused for about %d s".formatted(node.id(), seconds),
                "Its kernel reported \"%s\", but the whole machine stood still at that time and went on in the same boot: a pause from outside, such as a live migration, not kernel trouble."
                        .formatted(first.title()),
                Optional.empty(),
                List.of(gap, first.evidence()),
                List.of(ASK_HYPERVISOR));
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(NOTHING, new Closed(open)))
                .orElseGet(() -> Verdict.nothing(NOTHING));
    }
}
