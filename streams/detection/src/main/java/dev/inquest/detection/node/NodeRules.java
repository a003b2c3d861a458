package dev.inquest.detection.node;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Facts;
import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Lost;
import dev.inquest.detection.node.NodeState.Planned;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.NodeState.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rules that decide what becomes of a node: what an event proves, and what time proves. Pure:
/// a node goes in, a node and a ruling come out.
public final class NodeRules {

    private final DeadlineRules deadlines;

    public NodeRules(Timing timing) {
        this.deadlines = new DeadlineRules(timing);
    }

    /// A node after an event or a deadline, and the ruling that moved it, if one did.
    ///
    /// @param refusal why the event cannot be the node's own, so that nobody is to believe it
    public record Judged(Node node, Optional<Ruling> ruling, Optional<Refusal> refusal) {

        Judged(Node node, Optional<Ruling> ruling) {
            this(node, ruling, Optional.empty());
        }
    }

    /// Whether a heartbeat only says what is expected, so that nothing needs to be judged.
    public static boolean isRoutine(Node node, Heartbeat heartbeat) {
        var presence = node.presence();
        return (node.state() instanceof Live
                        || (node.state() instanceof Rebooted rebooted && rebooted.confirmed()))
                && heartbeat.goodbye() == Goodbye.NONE
                && heartbeat.probeOk()
                && presence.isCurrent(heartbeat.bootId())
                && heartbeat.blind().equals(presence.blind());
    }

    /// Judges an event.
    public Judged judge(Node before, Event event) {
        return switch (event) {
            case Heartbeat heartbeat -> heartbeat(before, heartbeat);
            case Kernel kernel -> kernel(before, kernel);
            case Observation seen -> observation(before, seen);
            case Facts _, Links _, PodRestart _ ->
                    new Judged(before.remember(event), Optional.empty());
        };
    }

    /// Judges a node whose deadline has come; without a deadline nothing happens.
    public Judged judge(Node before, Instant now) {
        var due = deadlines.deadline(before).filter(at -> !at.isAfter(now));
        return due.map(at -> settle(before, before, deadlines.judge(before, at)))
                .orElseGet(() -> new Judged(before, Optional.empty()));
    }

    /// When time alone will change something about this node.
    public Optional<Instant> deadline(Node node) {
        return deadlines.deadline(node);
    }

    private static Judged heartbeat(Node before, Heartbeat heartbeat) {
        if (before.presence().isStale(heartbeat)) {
            var beside = before.with(before.presence().beside(heartbeat));
            return new Judged(beside, Optional.empty());
        }
        var ruling = HeartbeatRules.judge(before, heartbeat);
        return settle(before, before.remember(heartbeat), ruling);
    }

    private static Judged kernel(Node before, Kernel event) {
        var contradiction = Attribution.contradiction(before, event);
        if (contradiction.isPresent()) {
            return refuse(before, event, contradiction.get());
        }
        if (before.tellsOfTheLifeBefore(event)) {
            return settle(before, before, KernelRules.judgeTheLifeBefore(before, event));
        }
        if (before.tellsHowThisLifeEnded(event) && KernelRules.provesPanic(event)) {
            return new Judged(before.remember(event), Optional.empty());
        }
        if (!before.hears(event)) {
            return new Judged(before, Optional.empty());
        }
        return settle(before, before.remember(event), KernelRules.judge(before, event));
    }

    private static Judged refuse(Node node, Kernel event, String reason) {
        var quoted = Evidence.of(event.channel(), event, event.signal().excerpt());
        var refusal = Refusal.of(node.unattributed(), reason, quoted);
        return new Judged(node.refusing(refusal.tally()), Optional.empty(), Optional.of(refusal));
    }

    private static Judged observation(Node before, Observation seen) {
        if (before.surroundings().isAnotherMachine(seen)) {
            return replaced(before, seen);
        }
        var remembered = before.remember(seen);
        var rebooted = ObservationRules.rebooted(before, seen);
        return settle(
                before, remembered, rebooted.or(() -> ObservationRules.judge(remembered, seen)));
    }

    private static Judged replaced(Node before, Observation seen) {
        var cause = "another machine has come under this name";
        Optional<NodeState> next =
                switch (before.state()) {
                    case Live live -> Optional.of(live.replaced(seen.at()));
                    case Planned planned -> Optional.of(planned.replaced(seen.at()));
                    case Lost lost -> Optional.of(lost.replaced(seen.at()));
                    case Stopped stopped -> Optional.of(stopped.replaced(seen.at()));
                    // Deleted while it lived, and replaced before that could count as lost.
                    case Silent silent when before.surroundings().deleted() ->
                            Optional.of(silent.lost(seen.at(), silent.onset()).replaced(seen.at()));
                    default -> Optional.empty();
                };
        var fresh = before.anew(seen.at()).remember(seen);
        return next.map(state ->
                        new Judged(
                                fresh.with(state),
                                Ruling.by(
                                        state,
                                        seen,
                                        cause,
                                        "lease",
                                        List.of("Node uid " + seen.nodeUid()))))
                .orElseGet(() -> new Judged(before.remember(seen), Optional.empty()));
    }

    private static Judged settle(Node before, Node remembered, Optional<Ruling> ruling) {
        if (ruling.isEmpty()) {
            return new Judged(remembered, ruling);
        }
        var state = ruling.get().state();
        var after = remembered.with(state);
        if (KernelRules.castsDoubt(before, state)) {
            after = after.with(after.presence().doubted());
        }
        if (startsAfresh(before, state)) {
            after = after.with(after.presence().unexcused());
        }
        if (endsLife(state)) {
            after = after.with(CrashTrail.NONE);
        }
        return new Judged(after, ruling);
    }

    /// A deadline that counts from the move itself owes nothing to a hole in time before it, and
    /// without an agent every deadline does.
    private static boolean startsAfresh(Node before, NodeState after) {
        return before.state().name() != after.name()
                && (after.silentSince().isEmpty() || !before.hasAgent());
    }

    /// A boot, or a life that proved itself against all doubt, closes the trail of what came
    /// before.
    private static boolean endsLife(NodeState state) {
        return state instanceof Rebooted || state instanceof Live;
    }

    /// The node due no earlier than if it had been heard at this moment.
    public static Node heardNoEarlierThan(Node node, Instant now) {
        var away = Duration.between(node.lastHeard(), now);
        var fresh = node.with(node.presence().unexcused());
        return away.isPositive() ? excuse(fresh, away) : fresh;
    }

    /// The node with all its deadlines so much later, because time itself had a hole.
    public static Node excuse(Node node, Duration hole) {
        return node.with(node.presence().excused(hole));
    }

    /// The node as last heard at this routine heartbeat.
    public static Node heard(Node node, Instant at, Optional<Vitals> vitals) {
        return node.with(node.presence().heard(at, vitals));
    }
}
