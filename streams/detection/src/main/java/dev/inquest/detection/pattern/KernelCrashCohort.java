package dev.inquest.detection.pattern;

import dev.inquest.crash.CrashReport;
import dev.inquest.crash.KernelSignal.Crashed;
import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState;
import dev.inquest.detection.node.NodeState.Dumping;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Panicked;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.RebootKind;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says in which way a node's kernel crashed, so that the fleet sees where the same crash struck
/// several nodes, and can ask what those share.
///
/// @param settle for how long a report may still grow, and its fingerprint with it
/// @param lasting for how long a crash counts as one of now
public record KernelCrashCohort(Duration settle, Duration lasting)
        implements NodePattern<KernelCrashCohort.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "kernel-crash-cohort";

    private static final Remedy COMPARE =
            new Remedy(
                    "Search for the title: it is the name under which kernel developers know the"
                            + " bug. Read the quoted call trace against the changes of that function.",
                    List.of(),
                    "",
                    "");

    /// A crash that is not told yet, and the one that was.
    ///
    /// @param report its id; a richer report under the same id takes its place
    /// @param due when it is told
    public record Pending(String report, Case about, Instant due) {}

    /// The crash of late.
    ///
    /// @param until when the open case is no news any more
    /// @param inThisLife whether the life that it happened in goes on
    public record Watching(
            Optional<Pending> pending, Optional<Case> open, Instant until, boolean inThisLife)
            implements Memory {}

    public KernelCrashCohort {
        if (settle.isNegative() || lasting.compareTo(settle) <= 0) {
            throw new IllegalArgumentException(
                    "kernel-crash-cohort: lasting must be above settle, and neither negative");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.COHORT;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return new Watching(Optional.empty(), Optional.empty(), Instant.EPOCH, false);
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(Kernel kernel) -> seen(memory, node, kernel);
            case Waited waited -> waited(memory, waited.at());
            case Moved moved when isRetracted(moved) || isGone(moved.to()) -> forget(memory);
            case Moved(_, _, Rebooted _) ->
                    Verdict.nothing(
                            new Watching(memory.pending(), memory.open(), memory.until(), false));
            case Seen _, Moved _ -> Verdict.nothing(memory);
        };
    }

    /// It lives on in the same boot: there was no crash.
    private static boolean isRetracted(Moved moved) {
        return moved.to() instanceof Live
                && switch (moved.from()) {
                    case Panicked _, Dumping _, Hung _ -> true;
                    default -> false;
                };
    }

    private static boolean isGone(NodeState state) {
        return switch (state.name()) {
            case REPLACED, FORGOTTEN -> true;
            default -> false;
        };
    }

    private Verdict<Watching> forget(Watching memory) {
        var closed = memory.open().stream().<CaseChange>map(Closed::new).toList();
        return new Verdict<>(start(), closed, Optional.empty());
    }

    private Verdict<Watching> seen(Watching memory, Node node, Kernel kernel) {
        if (!(kernel.signal() instanceof Crashed(_, var report, _))
                || !isCrash(report)
                || !(node.hears(kernel) || tellsHowItEnded(node, kernel))) {
            return Verdict.nothing(memory);
        }
        var first = memory.pending();
        if (follows(memory, report)) {
            return Verdict.nothing(memory);
        }
        var due = first.map(Pending::due).orElse(kernel.at().plus(settle));
        var since = first.flatMap(pending -> pending.about().since()).orElse(onset(node, kernel));
        var pending = new Pending(report.id(), describe(kernel, report).since(since), due);
        var next =
                new Watching(
                        Optional.of(pending), memory.open(), memory.until(), memory.inThisLife());
        return Verdict.nothing(next).wakeAt(due);
    }

    /// What crashes after a crash, in the same life, follows from it.
    private static boolean follows(Watching memory, CrashReport report) {
        return memory.pending()
                .map(first -> !first.report().equals(report.id()))
                .orElse(memory.inThisLife() && memory.open().isPresent());
    }

    private static boolean isCrash(CrashReport report) {
        return !report.fingerprint().isEmpty()
                && (report.panicked() || TroubleSigns.isDeadly(report.type()));
    }

    /// What was kept over a reboot tells of the crash that led to it.
    private static boolean tellsHowItEnded(Node node, Kernel kernel) {
        return kernel.isKeptOverReboots()
                && node.state() instanceof Rebooted rebooted
                && rebooted.kind() == RebootKind.CRASHED;
    }

    /// A crash began with the last heartbeat, as a silence does; what was kept tells when by its
    /// age.
    private static Instant onset(Node node, Kernel kernel) {
        return kernel.isKeptOverReboots()
                ? kernel.at().minus(kernel.heldFor())
                : node.presence().lastHeartbeat().orElse(kernel.at());
    }

    private Verdict<Watching> waited(Watching memory, Instant now) {
        var pending = memory.pending();
        if (pending.isPresent()) {
            return pending.get().due().isAfter(now)
                    ? Verdict.nothing(memory).wakeAt(pending.get().due())
                    : tell(memory, pending.get().about(), now);
        }
        var over = memory.open().filter(_ -> !memory.until().isAfter(now));
        return over.map(open -> Verdict.of(start(), new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }

    private Verdict<Watching> tell(Watching memory, Case about, Instant now) {
        var told = new ArrayList<CaseChange>();
        memory.open()
                .filter(open -> !open.cause().equals(about.cause()))
                .ifPresent(other -> told.add(new Closed(other)));
        told.add(new Opened(about));
        var until = now.plus(lasting);
        var next = new Watching(Optional.empty(), Optional.of(about), until, true);
        return new Verdict<>(next, List.copyOf(told), Optional.of(until));
    }

    private static Case describe(Kernel kernel, CrashReport report) {
        var narrative =
                "The same crash by its fingerprint %s, which leaves out addresses, CPUs and the build.%s"
                        .formatted(
                                report.fingerprint(),
                                report.release()
                                        .map(release -> " The kernel calls itself " + release + ".")
                                        .orElse(""));
        return new Case(
                ID,
                report.fingerprint(),
                Severity.CRITICAL,
                "kernel crash '" + report.title() + "'",
                narrative,
                Optional.empty(),
                List.of(Evidence.of(kernel.channel(), kernel, kernel.signal().excerpt())),
                List.of(COMPARE));
    }
}
