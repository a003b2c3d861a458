package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.node.NodeState.CanReboot;
import dev.inquest.detection.node.NodeState.CanReturn;
import dev.inquest.detection.node.NodeState.Dumping;
import dev.inquest.detection.node.NodeState.Forgotten;
import dev.inquest.detection.node.NodeState.Hung;
import dev.inquest.detection.node.NodeState.Isolated;
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Lost;
import dev.inquest.detection.node.NodeState.Panicked;
import dev.inquest.detection.node.NodeState.Planned;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.NodeState.Replaced;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.NodeState.Stopped;
import dev.inquest.detection.node.NodeState.Unknown;
import dev.inquest.detection.node.NodeState.Unobserved;
import dev.inquest.detection.node.NodeState.Wedged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a heartbeat proves: that a node lives, that it has booted again, or that it says goodbye.
final class HeartbeatRules {

    private static final String WITNESS = "heartbeat";

    private HeartbeatRules() {}

    /// Judges a heartbeat that is not stale.
    ///
    /// @param node as it was before this heartbeat
    static Optional<Ruling> judge(Node node, Heartbeat heartbeat) {
        if (heartbeat.goodbye() != Goodbye.NONE) {
            return goodbye(node, heartbeat);
        }
        var known = node.presence().bootId();
        if (known.isPresent() && !known.get().equals(heartbeat.bootId())) {
            return newBoot(node, heartbeat);
        }
        return sameBoot(node, heartbeat);
    }

    private static Optional<Ruling> goodbye(Node node, Heartbeat heartbeat) {
        if (heartbeat.goodbye() == Goodbye.AGENT_STOP) {
            return switch (node.state()) {
                case Live live -> agentStops(live.unobserved(heartbeat.at()), heartbeat);
                case Rebooted rebooted ->
                        agentStops(rebooted.unobserved(heartbeat.at()), heartbeat);
                case Wedged wedged -> agentStops(wedged.unobserved(heartbeat.at()), heartbeat);
                case Silent silent -> agentStops(silent.unobserved(heartbeat.at()), heartbeat);
                default -> Optional.empty();
            };
        }
        if (!(node.state() instanceof NodeState.CanBePlanned state)) {
            return Optional.empty();
        }
        var planned = state.planned(heartbeat.at(), heartbeat.at().plus(Intent.VALIDITY));
        var cause = "the host said goodbye: " + words(heartbeat.goodbye());
        return ruling(planned, heartbeat, cause);
    }

    private static Optional<Ruling> agentStops(NodeState state, Heartbeat heartbeat) {
        return ruling(state, heartbeat, "the agent said goodbye: it stops, the node does not");
    }

    private static String words(Goodbye goodbye) {
        return goodbye == Goodbye.HOST_REBOOT ? "it reboots" : "it shuts down";
    }

    private static Optional<Ruling> newBoot(Node node, Heartbeat heartbeat) {
        if (node.state() instanceof Rebooted rebooted && !rebooted.confirmed()) {
            return ruling(rebooted.confirm(), heartbeat, "the agent is back after the boot");
        }
        if (!(node.state() instanceof CanReboot state)) {
            return firstHeard(node, heartbeat);
        }
        var kind = kindOf(node);
        var cause = "new boot id" + because(node, kind);
        return ruling(state.rebooted(heartbeat.at(), kind, true), heartbeat, cause);
    }

    /// How a boot came about, by what is remembered of the life before it.
    static RebootKind kindOf(Node node) {
        if (node.trail().provesCrash() || node.state() instanceof Hung) {
            return RebootKind.CRASHED;
        }
        var orderly =
                node.state() instanceof Planned
                        || node.state() instanceof Stopped
                        || node.trail().orderlyEnd().isPresent()
                        || node.presence()
                                .lastHeartbeat()
                                .flatMap(last -> node.surroundings().explains(last))
                                .isPresent();
        return orderly ? RebootKind.CLEAN : RebootKind.UNCLEAR;
    }

    static String because(Node node, RebootKind kind) {
        return switch (kind) {
            case CRASHED ->
                    node.trail().dumpSaved()
                            ? " after a crash whose dump was written"
                            : " after a crash";
            case CLEAN -> " after a planned reboot";
            case UNCLEAR -> "; nobody said why it rebooted";
        };
    }

    private static Optional<Ruling> firstHeard(Node node, Heartbeat heartbeat) {
        return node.state() instanceof CanReturn state
                ? ruling(state.live(heartbeat.at()), heartbeat, "heartbeats arrive")
                : Optional.empty();
    }

    private static Optional<Ruling> sameBoot(Node node, Heartbeat heartbeat) {
        return switch (node.state()) {
            case Live live ->
                    heartbeat.probeOk()
                            ? Optional.empty()
                            : wedged(live.wedged(heartbeat.at()), heartbeat);
            case Rebooted rebooted -> stillRebooted(node, rebooted, heartbeat);
            case Wedged wedged ->
                    heartbeat.probeOk() && !leaseExpired(node)
                            ? ruling(
                                    wedged.live(heartbeat.at()),
                                    heartbeat,
                                    "its probe succeeds again")
                            : Optional.empty();
            case Silent silent ->
                    ruling(silent.live(heartbeat.at()), heartbeat, pause(silent, heartbeat));
            case Panicked panicked -> retract(node, panicked, heartbeat);
            case Dumping dumping -> retract(node, dumping, heartbeat);
            case Hung hung -> retract(node, hung, heartbeat);
            case Planned planned ->
                    ruling(planned.live(heartbeat.at()), heartbeat, "it is back, in the same boot");
            case Unobserved unobserved ->
                    ruling(unobserved.live(heartbeat.at()), heartbeat, "its agent is back");
            case Unknown _, Isolated _, Lost _, Replaced _, Stopped _, Forgotten _ ->
                    firstHeard(node, heartbeat);
        };
    }

    private static boolean leaseExpired(Node node) {
        return node.surroundings().lease() == Lease.STALE;
    }

    private static Optional<Ruling> wedged(Wedged state, Heartbeat heartbeat) {
        return ruling(state, heartbeat, "its fork and fsync probe fails while heartbeats arrive");
    }

    private static String pause(Silent silent, Heartbeat heartbeat) {
        var seconds = Duration.between(silent.onset(), heartbeat.at()).toSeconds();
        return "heard again after a pause of %d s, in the same boot".formatted(seconds);
    }

    private static Optional<Ruling> stillRebooted(
            Node node, Rebooted rebooted, Heartbeat heartbeat) {
        if (!heartbeat.probeOk()) {
            return wedged(rebooted.wedged(heartbeat.at()), heartbeat);
        }
        return rebooted.confirmed() ? Optional.empty() : retract(node, rebooted, heartbeat);
    }

    /// One heartbeat may have been on its way when the node died; two prove life.
    private static Optional<Ruling> retract(Node node, CanReturn state, Heartbeat heartbeat) {
        if (node.presence().beatsSinceDoubt() < 1) {
            return Optional.empty();
        }
        var cause =
                "two heartbeats of the same boot came after it was %s: retracted"
                        .formatted(state.name());
        return ruling(state.live(heartbeat.at()), heartbeat, cause);
    }

    private static Optional<Ruling> ruling(NodeState state, Heartbeat heartbeat, String cause) {
        var excerpt =
                List.of(
                        "boot "
                                + heartbeat.bootId()
                                + ", up "
                                + heartbeat.uptime().toSeconds()
                                + " s");
        return Ruling.by(state, heartbeat, cause, WITNESS, excerpt);
    }
}
