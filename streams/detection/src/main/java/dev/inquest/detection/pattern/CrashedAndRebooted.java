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
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.CrashTrail;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.RebootKind;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says that a node crashed and is back, which nobody notices who only looks at who is up.
///
/// A clean reboot is never a case, and neither is one that nobody explains: that is shown with the
/// node, and no more.
public record CrashedAndRebooted() implements NodePattern<CrashedAndRebooted.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "crashed-and-rebooted";

    private static final Remedy READ =
            new Remedy(
                    "Read why it crashed before it happens again: the dump, pstore, or the quoted"
                            + " lines.",
                    List.of(
                            "ls -l /var/crash /var/lib/systemd/pstore /sys/fs/pstore",
                            "journalctl -k -b -1"),
                    "",
                    "https://docs.kernel.org/admin-guide/kdump/kdump.html");

    /// The case that is open, and what was kept over the last reboot.
    public record Watching(Optional<Case> open, Optional<Evidence> kept) implements Memory {}

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
        return new Watching(Optional.empty(), Optional.empty());
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(Kernel kernel) when kernel.isKeptOverReboots() ->
                    Verdict.nothing(new Watching(memory.open(), Optional.of(quote(kernel))));
            case Seen _, Waited _ -> Verdict.nothing(memory);
            case Moved moved ->
                    moved.to() instanceof Rebooted rebooted && rebooted.kind() == RebootKind.CRASHED
                            ? open(memory, moved)
                            : close(memory);
        };
    }

    private static Evidence quote(Kernel kernel) {
        return Evidence.of(kernel.channel(), kernel, kernel.signal().excerpt());
    }

    private static Verdict<Watching> open(Watching memory, Moved moved) {
        var before = moved.before();
        var opened =
                new Case(
                        ID,
                        "",
                        Severity.WARNING,
                        title(before),
                        narrative(memory, before),
                        Optional.empty(),
                        evidence(memory, before),
                        List.of(READ));
        return Verdict.of(new Watching(Optional.of(opened), Optional.empty()), new Opened(opened));
    }

    private static Verdict<Watching> close(Watching memory) {
        var quiet = new Watching(Optional.empty(), Optional.empty());
        return memory.open()
                .map(open -> Verdict.of(quiet, new Closed(open)))
                .orElseGet(() -> Verdict.nothing(quiet));
    }

    private static String title(Node before) {
        var crash =
                before.trail()
                        .report()
                        .map(CrashTrail.Reported::report)
                        .map(report -> report.title());
        var how = before.state() instanceof Hung ? "hung, and is back" : "crashed and rebooted";
        return "%s %s%s".formatted(before.id(), how, crash.map(title -> ": " + title).orElse(""));
    }

    private static String narrative(Watching memory, Node before) {
        var words = new ArrayList<String>();
        words.add(dump(memory, before.trail()));
        before.presence()
                .vitals()
                .ifPresent(vitals -> words.add("In the last heartbeat before it, " + say(vitals)));
        var kernel = before.attributes().get("kernel_release");
        if (!kernel.isEmpty()) {
            words.add("It ran kernel %s.".formatted(kernel));
        }
        return String.join(" ", words);
    }

    private static String dump(Watching memory, CrashTrail trail) {
        if (trail.dumpSaved()) {
            return "Its crash dump was captured.";
        }
        if (trail.captureFailed()) {
            return "Its capture kernel could not write the dump.";
        }
        if (trail.capture().isPresent()) {
            return "A capture kernel ran; whether it saved the dump was not seen.";
        }
        if (memory.kept().isPresent()) {
            return "What was kept over the reboot shows it.";
        }
        return trail.panic().isPresent()
                ? "It panicked, and no crash dump was seen."
                : "It left no panic text, and no crash dump was seen.";
    }

    private static String say(Vitals vitals) {
        var resources =
                vitals.isHealthy()
                        ? "CPU, memory and disk were far from their limits"
                        : "a resource was at its limit";
        return "%s: CPU was at %.0f %%, the disk %.0f %% full."
                .formatted(resources, 100 * vitals.cpuUsed(), 100 * vitals.diskUsed());
    }

    private static List<Evidence> evidence(Watching memory, Node before) {
        var all = new ArrayList<>(before.trail().evidence());
        memory.kept().ifPresent(all::add);
        before.presence()
                .lastHeartbeat()
                .ifPresent(
                        at -> all.add(Evidence.absence("heartbeat", at, "last heartbeat before")));
        return List.copyOf(all);
    }
}
