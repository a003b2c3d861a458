package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState;
import dev.inquest.detection.node.NodeState.Dumping;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Isolated;
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Lost;
import dev.inquest.detection.node.NodeState.Panicked;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.Witness;
import dev.inquest.detection.pattern.Happening.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says that a node will not come back by itself, and what it said before it went.
///
/// A panic is told at once, before anybody knows whether the node hangs or comes back: two
/// heartbeats of the same boot retract it.
public record HungNode() implements NodePattern<HungNode.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "hung-node";

    private static final Remedy RESET =
            new Remedy(
                    "Reset the node through its management controller or cloud provider; nothing on"
                            + " the node itself answers any more.",
                    List.of(),
                    "Whatever is only in the node's memory is lost; fetch the serial console first.",
                    "");

    private static final String STILL_OPEN =
            " It may still reboot by itself; two more heartbeats of the same boot would retract this.";

    private static final Watching NOTHING = new Watching(Optional.empty(), false);

    /// The case that is open, if one is, and whether it was told with a witness.
    public record Watching(Optional<Case> open, boolean witnessed) implements Memory {}

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
        return true;
    }

    @Override
    public Watching start() {
        return NOTHING;
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        if (!(happening instanceof Moved moved)) {
            return witnessed(memory, node, happening);
        }
        return switch (moved.to()) {
            case Panicked panicked ->
                    open(node, onset(node, moved), panickedTitle(node, panicked), STILL_OPEN);
            case Dumping _ -> open(node, onset(node, moved), dumpingTitle(node), STILL_OPEN);
            case Hung hung -> open(node, hung.onset(), title(node, hung), "");
            case Lost lost -> lost(memory, node, moved.from(), lost);
            case Silent _, Isolated _ -> Verdict.nothing(memory);
            case Live _ -> back(memory, node, moved.from());
            default -> close(memory);
        };
    }

    private static Instant onset(Node node, Moved moved) {
        return node.presence().lastHeartbeat().orElse(moved.at());
    }

    /// A case is told again once it has both: a heartbeat that is missing, and somebody who
    /// confirms that it should be.
    private static Verdict<Watching> witnessed(Watching memory, Node node, Happening happening) {
        if (memory.open().isEmpty() || memory.witnessed()) {
            return Verdict.nothing(memory);
        }
        if (!Witness.confirms(node, node, happening.at())) {
            return waitingForWitness(Verdict.nothing(memory), node, happening.at());
        }
        var open = memory.open().get();
        return Verdict.of(new Watching(memory.open(), true), new Opened(open));
    }

    /// Text alone pages nobody: the next heartbeat gets its chance.
    private static Verdict<Watching> waitingForWitness(
            Verdict<Watching> verdict, Node node, Instant now) {
        var overdue = Witness.overdueAt(node);
        return overdue.isAfter(now) ? verdict.wakeAt(overdue) : verdict;
    }

    /// A node whose object vanishes while it hangs stays the case it was.
    private static Verdict<Watching> lost(Watching memory, Node node, NodeState from, Lost lost) {
        var spot = node.attributes().get("capacity_type").equals("spot");
        if (memory.open().isPresent() || (spot && !node.trail().provesCrash())) {
            return Verdict.nothing(memory);
        }
        var title = "%s vanished while it was %s".formatted(node.id(), from.name());
        return open(node, lost.onset(), title, " Its Node object was deleted before a verdict.");
    }

    /// It lives in the same boot: what was said of it was wrong, or it was a pause.
    private static Verdict<Watching> back(Watching memory, Node node, NodeState from) {
        return switch (from) {
            case Panicked _, Dumping _ ->
                    close(memory, "%s was said to have panicked, and lives on: retracted", node);
            case Hung _ -> close(memory, "%s lives on in the same boot: retracted", node);
            default -> close(memory);
        };
    }

    private static Verdict<Watching> close(Watching memory, String title, Node node) {
        return memory.open()
                .map(open ->
                        Verdict.of(NOTHING, new Closed(open.titled(title.formatted(node.id())))))
                .orElseGet(() -> Verdict.nothing(memory));
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(NOTHING, new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }

    private static Verdict<Watching> open(Node node, Instant onset, String title, String more) {
        var opened =
                new Case(
                        ID,
                        "",
                        Severity.ERROR,
                        title,
                        narrative(node, onset) + more,
                        Optional.empty(),
                        evidence(node),
                        List.of(RESET));
        var now = node.state().since();
        var witnessed = Witness.confirms(node, node, now);
        var verdict = Verdict.of(new Watching(Optional.of(opened), witnessed), new Opened(opened));
        return witnessed ? verdict : waitingForWitness(verdict, node, now);
    }

    private static String panickedTitle(Node node, Panicked panicked) {
        return "%s panicked: %s".formatted(node.id(), panicked.reason());
    }

    private static String dumpingTitle(Node node) {
        var crash = node.trail().report().map(reported -> " over " + reported.report().title());
        return "%s panicked%s; its capture kernel boots to write the dump"
                .formatted(node.id(), crash.orElse(""));
    }

    private static String title(Node node, Hung hung) {
        var how = hung.proven() ? "its kernel stopped and will not reboot" : "silent and not back";
        var crash =
                node.trail().report().map(reported -> ": " + reported.report().title()).orElse("");
        return "%s hung: %s%s".formatted(node.id(), how, crash);
    }

    private static String narrative(Node node, Instant onset) {
        var kernel = node.attributes().get("kernel_release");
        var last = node.presence().lastHeartbeat();
        var words = new StringBuilder();
        words.append(
                last.map(at -> "Last heartbeat at " + at + ".")
                        .orElse("Silent since " + onset + "."));
        if (!kernel.isEmpty()) {
            words.append(" It ran kernel ").append(kernel).append('.');
        }
        if (node.presence().vitals().map(Vitals::isHealthy).orElse(false)) {
            words.append(
                    " Not resource exhaustion: CPU, memory and disk were healthy right up to the"
                            + " silence.");
        }
        if (!node.trail().provesCrash() && node.trail().report().isEmpty()) {
            words.append(" No console or kernel log says why.");
        }
        return words.toString();
    }

    private static List<Evidence> evidence(Node node) {
        var heard =
                node.presence()
                        .lastHeartbeat()
                        .map(at -> Evidence.absence("heartbeat", at, "last heartbeat"));
        var words = node.trail().lastWords().filter(last -> isNearTheEnd(node, last));
        return Stream.of(heard.stream(), node.trail().evidence().stream(), words.stream())
                .flatMap(evidence -> evidence)
                .toList();
    }

    private static boolean isNearTheEnd(Node node, Evidence words) {
        return node.presence()
                .lastHeartbeat()
                .map(last -> words.at().plus(Duration.ofMinutes(5)).isAfter(last))
                .orElse(true);
    }
}
