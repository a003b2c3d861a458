package dev.inquest.detection.pattern;

import dev.inquest.crash.KernelSignal.Booted;
import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says that a node panicked, that its capture kernel should have written the dump and rebooted,
/// and that it failed, so that the node hangs instead, or came back without a dump.
///
/// One finding for each reason: it quotes the capture kernel's own lines, the reservation, and the
/// row of the distribution's own table.
public record CrashDumpFailed(CrashDumpGuide guide)
        implements NodePattern<CrashDumpFailed.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "crash-dump-failed";

    /// The open case, and the command line of the last boot seen on the console.
    public record Watching(Optional<Case> open, String commandLine) implements Memory {}

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
        return true;
    }

    @Override
    public Watching start() {
        return new Watching(Optional.empty(), "");
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(var event) -> Verdict.nothing(seen(memory, event));
            case Moved moved -> moved(memory, node, moved);
            case Waited _ -> Verdict.nothing(memory);
        };
    }

    private static Watching seen(Watching memory, Event event) {
        return event instanceof Kernel kernel && kernel.signal() instanceof Booted booted
                ? new Watching(memory.open(), booted.commandLine().orElse(""))
                : memory;
    }

    private Verdict<Watching> moved(Watching memory, Node node, Moved moved) {
        var died =
                switch (moved.to()) {
                    case Hung _ -> Optional.of(node);
                    case Rebooted _ when !(moved.from() instanceof Hung) ->
                            Optional.of(moved.before());
                    default -> Optional.<Node>empty();
                };
        var failure = died.flatMap(DumpFailure::of);
        if (failure.isPresent()) {
            var back = moved.to() instanceof Rebooted;
            return open(memory, describe(memory, died.get(), failure.get(), back));
        }
        return isOver(moved) ? close(memory) : Verdict.nothing(memory);
    }

    private static boolean isOver(Moved moved) {
        return switch (moved.to().name()) {
            case LIVE, REBOOTED, REPLACED, STOPPED, FORGOTTEN -> true;
            default -> false;
        };
    }

    /// The reason may turn out to be another one than was thought.
    private static Verdict<Watching> open(Watching memory, Case opened) {
        var changes = new ArrayList<CaseChange>();
        memory.open()
                .filter(open -> !open.key().equals(opened.key()))
                .ifPresent(open -> changes.add(new Closed(open)));
        changes.add(new Opened(opened));
        var watching = new Watching(Optional.of(opened), memory.commandLine());
        return new Verdict<>(watching, List.copyOf(changes), Optional.empty());
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open ->
                        Verdict.of(
                                new Watching(Optional.empty(), memory.commandLine()),
                                new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }

    /// Who is back needs nobody now; who hangs needs power.
    private Case describe(Watching memory, Node died, DumpFailure failure, boolean back) {
        var reservation = Reservation.of(died, memory.commandLine(), guide);
        var cause = failure.cause(reservation) + (back ? "; the node rebooted without it" : "");
        return new Case(
                ID,
                cause,
                back ? Severity.WARNING : Severity.ERROR,
                "crash dump failed: " + cause,
                narrative(died, failure, reservation, back),
                Optional.empty(),
                died.trail().evidence(),
                List.of(reservation.remedy()));
    }

    private static String narrative(
            Node died, DumpFailure failure, Reservation reservation, boolean back) {
        var crash =
                died.trail()
                        .report()
                        .map(reported -> " (%s)".formatted(reported.report().title()))
                        .orElse("");
        var said = failure.said().map(" It said: %s."::formatted).orElse("");
        return "The kernel crashed%s. A capture kernel should have written the dump and rebooted, but %s%s.%s%s"
                .formatted(
                        crash,
                        failure.words(),
                        back ? "; the node came back without a dump" : ", so the node hangs",
                        said,
                        reservation.sentence());
    }
}
