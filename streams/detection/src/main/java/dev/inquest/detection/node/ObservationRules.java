package dev.inquest.detection.node;

import dev.inquest.detection.event.Event.Observation;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.node.NodeState.CanBeLost;
import dev.inquest.detection.node.NodeState.CanBePlanned;
import dev.inquest.detection.node.NodeState.CanFallSilent;
import dev.inquest.detection.node.NodeState.CanReboot;
import dev.inquest.detection.node.NodeState.CanReturn;
import dev.inquest.detection.node.NodeState.CanStop;
import dev.inquest.detection.node.NodeState.Live;
import dev.inquest.detection.node.NodeState.Planned;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.NodeState.Replaced;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.NodeState.Unknown;
import dev.inquest.detection.node.NodeState.Unobserved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the cluster's own view proves: that a node lives without its agent, that it is missed, or
/// that it is gone for good.
final class ObservationRules {

    private ObservationRules() {}

    /// Judges what the cluster sees.
    ///
    /// @param node as it was before, but for its surroundings, which are already those of now
    static Optional<Ruling> judge(Node node, Observation seen) {
        if (seen.deleted()) {
            return deleted(node, seen);
        }
        return switch (node.state()) {
            case Unknown unknown -> firstLease(node, unknown, seen);
            case Silent silent ->
                    seen.lease() == Lease.FRESH
                            ? unobserved(node, silent, seen)
                            : explained(node, silent, seen);
            case Unobserved unobserved -> leaseGone(node, unobserved, seen);
            case Planned planned -> extended(node, planned, seen);
            case Live live -> expired(node, live, seen);
            case Rebooted rebooted when node.surroundings().leaseTurned(seen) ->
                    expired(node, rebooted, seen);
            case CanReturn gone -> renewedAgain(node, gone, seen);
            default -> Optional.empty();
        };
    }

    /// Without an agent, the boot that its Node object names tells of a reboot.
    ///
    /// @param before as it was before this observation
    static Optional<Ruling> rebooted(Node before, Observation seen) {
        if (before.hasAgent()
                || seen.deleted()
                || !before.surroundings().isAnotherBoot(seen)
                || !(before.state() instanceof CanReboot state)) {
            return Optional.empty();
        }
        var kind = HeartbeatRules.kindOf(before);
        return ruling(
                state.rebooted(seen.at(), kind, true),
                seen,
                "its Node object names a new boot" + HeartbeatRules.because(before, kind));
    }

    /// A node that was missing when we first looked was not heard alive by us, but it is missing.
    private static Optional<Ruling> firstLease(Node node, Unknown unknown, Observation seen) {
        return switch (seen.lease()) {
            case FRESH -> ruling(unknown.live(seen.at()), seen, "its lease is fresh");
            case STALE -> missing(node, unknown, unknown, seen, seen.at());
            case UNKNOWN -> Optional.empty();
        };
    }

    /// Without an agent, a lease that is renewed again is a return from wherever the node was.
    private static Optional<Ruling> renewedAgain(Node node, CanReturn gone, Observation seen) {
        var back =
                seen.lease() == Lease.FRESH
                        && (node.surroundings().leaseTurned(seen) || gone instanceof Replaced);
        return back && !node.hasAgent()
                ? ruling(gone.live(seen.at()), seen, "its lease is renewed again")
                : Optional.empty();
    }

    private static Optional<Ruling> unobserved(Node node, Silent silent, Observation seen) {
        return node.hasAgent()
                ? ruling(
                        silent.unobserved(seen.at()),
                        seen,
                        "heartbeats are gone while the lease is renewed: the agent is away")
                : ruling(silent.live(seen.at()), seen, "its lease is fresh again");
    }

    private static Optional<Ruling> explained(Node node, Silent silent, Observation seen) {
        return node.surroundings()
                .explains(silent.onset())
                .flatMap(intent ->
                        ruling(
                                silent.planned(seen.at(), intent.lapses(silent.onset())),
                                seen,
                                DeadlineRules.planned(intent)));
    }

    /// A plan made in time may be made longer while the node is away.
    private static Optional<Ruling> extended(Node node, Planned planned, Observation seen) {
        return node.surroundings()
                .explains(node.lastHeard())
                .map(intent -> intent.lapses(node.lastHeard()))
                .filter(until -> until.isAfter(planned.until()))
                .flatMap(
                        until -> ruling(planned.extended(until), seen, "the plan was made longer"));
    }

    private static Optional<Ruling> leaseGone(Node node, Unobserved unobserved, Observation seen) {
        if (seen.lease() != Lease.STALE) {
            return Optional.empty();
        }
        var onset = seen.at();
        return node.surroundings()
                .explains(onset)
                .flatMap(intent ->
                        ruling(
                                unobserved.planned(seen.at(), intent.lapses(onset)),
                                seen,
                                DeadlineRules.planned(intent)))
                .or(() ->
                        ruling(
                                unobserved.silent(seen.at(), onset),
                                seen,
                                "its agent is away and its lease expired"));
    }

    /// Without an agent the lease alone is liveness.
    private static <S extends CanFallSilent & CanBePlanned> Optional<Ruling> expired(
            Node node, S state, Observation seen) {
        return node.hasAgent() || seen.lease() != Lease.STALE
                ? Optional.empty()
                : missing(node, state, state, seen, node.lastHeard());
    }

    private static Optional<Ruling> missing(
            Node node, CanFallSilent lost, CanBePlanned meant, Observation seen, Instant onset) {
        return node.surroundings()
                .explains(onset)
                .flatMap(intent ->
                        ruling(
                                meant.planned(seen.at(), intent.lapses(onset)),
                                seen,
                                DeadlineRules.planned(intent)))
                .or(() -> ruling(lost.silent(seen.at(), onset), seen, "its lease expired"));
    }

    private static Optional<Ruling> deleted(Node node, Observation seen) {
        var plan = node.surroundings().explains(node.lastHeard());
        return switch (node.state()) {
            case Planned planned ->
                    ruling(
                            planned.stopped(seen.at()),
                            seen,
                            "its Node object was deleted as planned");
            case Silent silent when plan.isPresent() ->
                    ruling(
                            silent.stopped(seen.at()),
                            seen,
                            DeadlineRules.planned(plan.get())
                                    + ", and its Node object was deleted");
            case Unobserved unobserved when plan.isPresent() ->
                    ruling(
                            unobserved.stopped(seen.at()),
                            seen,
                            DeadlineRules.planned(plan.get())
                                    + ", and its Node object was deleted");
            case CanBeLost state ->
                    ruling(state.lost(seen.at(), onset(node)), seen, lostBecause(node));
            case Live live when !node.hasAgent() -> deletedAlive(node, live, live, seen);
            case Rebooted rebooted when !node.hasAgent() ->
                    deletedAlive(node, rebooted, rebooted, seen);
            default -> Optional.empty();
        };
    }

    /// Without an agent nobody can hear it any more once its object and with it the lease is gone.
    private static Optional<Ruling> deletedAlive(
            Node node, CanStop meant, CanFallSilent lost, Observation seen) {
        return node.surroundings()
                .explains(seen.at())
                .flatMap(intent ->
                        ruling(
                                meant.stopped(seen.at()),
                                seen,
                                DeadlineRules.planned(intent)
                                        + ", and its Node object was deleted"))
                .or(() ->
                        ruling(
                                lost.silent(seen.at(), node.lastHeard()),
                                seen,
                                "its Node object vanished, and nobody planned it"));
    }

    private static Instant onset(Node node) {
        return node.state().silentSince().orElse(node.lastHeard());
    }

    private static String lostBecause(Node node) {
        var spot = node.attributes().get("capacity_type").equals("spot");
        var cause = "its Node object vanished while it was " + node.state().name();
        return spot ? cause + "; it was spot capacity" : cause + ", without a plan";
    }

    private static Optional<Ruling> ruling(NodeState state, Observation seen, String cause) {
        var excerpt =
                List.of(
                        "lease "
                                + seen.lease()
                                + ", ready "
                                + seen.ready()
                                + (seen.deleted() ? ", deleted" : ""));
        return Ruling.by(state, seen, cause, "lease", excerpt);
    }
}
