package dev.inquest.detection.pattern;

import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.node.CrashTrail.Capture;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says that a node panicked, that its capture kernel should have written the dump and rebooted,
/// and that it failed, so that the node hangs instead.
///
/// It rests on the capture kernel's own lines and quotes the reservation.
public record CrashDumpFailed() implements NodePattern<CrashDumpFailed.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "crash-dump-failed";

    static final String OUT_OF_MEMORY = "the capture kernel ran out of memory";
    static final String PANICKED = "the capture kernel panicked";
    static final String FELL_SILENT = "the capture kernel fell silent";

    private static final Pattern RESERVATION = Pattern.compile("\\bcrashkernel=(\\S+)");
    private static final Pattern MEMORY =
            Pattern.compile("memory|\\boom\\b|killable", Pattern.CASE_INSENSITIVE);

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
            case Happening.Waited _ -> Verdict.nothing(memory);
        };
    }

    private static Watching seen(Watching memory, Event event) {
        return event instanceof Kernel kernel
                        && kernel.signal() instanceof KernelSignal.Booted booted
                ? new Watching(memory.open(), booted.commandLine().orElse(""))
                : memory;
    }

    private static Verdict<Watching> moved(Watching memory, Node node, Moved moved) {
        if (moved.to() instanceof Hung && node.trail().dumpFailed()) {
            var opened = describe(memory, node);
            return Verdict.of(
                    new Watching(Optional.of(opened), memory.commandLine()), new Opened(opened));
        }
        var isBack =
                switch (moved.to().name()) {
                    case LIVE, REBOOTED, REPLACED, STOPPED, FORGOTTEN -> true;
                    default -> false;
                };
        if (isBack && memory.open().isPresent()) {
            var closed = new Closed(memory.open().get());
            return Verdict.of(new Watching(Optional.empty(), memory.commandLine()), closed);
        }
        return Verdict.nothing(memory);
    }

    private static Case describe(Watching memory, Node node) {
        var cause = cause(node);
        var reservation = reservation(memory, node);
        return new Case(
                ID,
                cause,
                Severity.ERROR,
                "crash dump failed: " + cause,
                narrative(node, cause, reservation),
                Optional.empty(),
                node.trail().evidence(),
                List.of(remedy(reservation)));
    }

    private static String cause(Node node) {
        var reason = reason(node);
        if (reason.isEmpty()) {
            return FELL_SILENT;
        }
        return MEMORY.matcher(reason.get()).find() ? OUT_OF_MEMORY : PANICKED;
    }

    private static String reservation(Watching memory, Node node) {
        var fact = node.attributes().get("crashkernel");
        if (!fact.isEmpty()) {
            return fact;
        }
        var match = RESERVATION.matcher(memory.commandLine());
        return match.find() ? match.group(1) : "";
    }

    private static String narrative(Node node, String cause, String reservation) {
        var crash =
                node.trail()
                        .report()
                        .map(reported ->
                                "The kernel crashed (%s).".formatted(reported.report().title()))
                        .orElse("The kernel crashed.");
        var reserved =
                reservation.isEmpty()
                        ? ""
                        : " It had what crashkernel=%s reserves.".formatted(reservation);
        var said = reason(node).map(reason -> " It said: %s.".formatted(reason)).orElse("");
        return "%s A capture kernel should have written the dump and rebooted, but %s, so the node hangs.%s%s"
                .formatted(crash, cause, said, reserved);
    }

    private static Optional<String> reason(Node node) {
        return node.trail().capture().flatMap(Capture::reason);
    }

    private static Remedy remedy(String reservation) {
        var now =
                reservation.isEmpty()
                        ? ""
                        : " (now %s)".formatted(reservation.toUpperCase(Locale.ROOT));
        return new Remedy(
                "Reserve more memory for the capture kernel%s, so that a panic ends in a dump and a reboot; power-cycle this node."
                        .formatted(now),
                List.of(
                        "kdump-config show    # Debian, Ubuntu: prints the suggested size",
                        "kdumpctl estimate    # RHEL, Fedora: reserved against recommended"),
                "The reservation is taken from the memory of workloads and needs a reboot.",
                "https://docs.kernel.org/admin-guide/kdump/kdump.html");
    }
}
