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
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Lost;
import dev.inquest.detection.node.Witness;
import dev.inquest.detection.pattern.Happening.Moved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says that a node will not come back by itself, and what it said before it went.
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
        return new Watching(Optional.empty(), false);
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        if (!(happening instanceof Moved moved)) {
            return witnessed(memory, node, happening);
        }
        if (moved.to() instanceof Hung hung) {
            return open(node, hung.onset(), title(node, hung), "");
        }
        if (moved.to() instanceof Lost lost) {
            return lost(memory, node, moved.from(), lost);
        }
        return switch (moved.to().name()) {
            case SILENT, ISOLATED, PANICKED, DUMPING -> Verdict.nothing(memory);
            default -> close(memory);
        };
    }

    /// A case that nobody but the missing heartbeat told of is told again once somebody confirms
    /// it.
    private static Verdict<Watching> witnessed(Watching memory, Node node, Happening happening) {
        if (memory.open().isEmpty()
                || memory.witnessed()
                || !Witness.confirms(node, node, happening.at())) {
            return Verdict.nothing(memory);
        }
        var open = memory.open().get();
        return Verdict.of(new Watching(memory.open(), true), new Opened(open));
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

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(new Watching(Optional.empty(), false), new Closed(open)))
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
        var witnessed = Witness.confirms(node, node, node.state().since());
        return Verdict.of(new Watching(Optional.of(opened), witnessed), new Opened(opened));
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
