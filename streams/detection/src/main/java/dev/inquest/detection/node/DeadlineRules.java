package dev.inquest.detection.node;

import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.NodeState.CanBeForgotten;
import dev.inquest.detection.node.NodeState.CanFallSilent;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the passing of time proves: each state has one deadline, and this is what it means when it
/// is reached.
///
/// A verdict by time is dated at its deadline, not at the moment somebody looked, so that it is the
/// same after a restart.
record DeadlineRules(Timing timing) {

    /// When time alone will change something about this node.
    Optional<Instant> deadline(Node node) {
        return own(node).map(at -> at.plus(node.presence().grace()));
    }

    private Optional<Instant> own(Node node) {
        return switch (node.state()) {
            case Live live ->
                    node.hasAgent() ? Optional.of(liveUntil(node, live)) : Optional.empty();
            case Rebooted rebooted -> Optional.of(rebootedUntil(node, rebooted));
            case Wedged _ -> Optional.of(node.lastHeard().plus(timing.silenceAfter()));
            case Silent silent ->
                    Optional.of(
                            silent.onset()
                                    .plus(
                                            silent.counted()
                                                    ? timing.hangAfter()
                                                    : timing.countAfter()));
            case Isolated isolated ->
                    Optional.of(lastWords(node, isolated).plus(timing.countAfter()));
            case Unobserved unobserved -> agentDueBack(node, unobserved);
            case Planned planned -> Optional.of(planned.since().plus(timing.forgetAfter()));
            case Panicked panicked -> Optional.of(panicked.since().plus(patience(node)));
            case Dumping dumping -> Optional.of(dumping.lastProgress().plus(patience(node)));
            case Unknown unknown -> Optional.of(unknown.since().plus(timing.forgetAfter()));
            case Hung hung -> Optional.of(hung.since().plus(timing.forgetAfter()));
            case Lost lost -> Optional.of(lost.since().plus(timing.forgetAfter()));
            case Stopped stopped -> Optional.of(stopped.since().plus(timing.forgetAfter()));
            case Replaced replaced ->
                    Optional.of(
                            cameAlive(node)
                                    ? replaced.since()
                                    : replaced.since().plus(timing.forgetAfter()));
            case Forgotten _ -> Optional.empty();
        };
    }

    /// Judges a node whose deadline has come.
    Optional<Ruling> judge(Node node, Instant now) {
        var at = laterOf(deadline(node).orElse(now), node.state().since());
        return switch (node.state()) {
            case Live live ->
                    leaseLongExpired(node, at) && heardLately(node, at)
                            ? wedged(node, live, at)
                            : silent(node, live, at);
            case Rebooted rebooted -> rebooted(node, rebooted, at);
            case Wedged wedged -> silent(node, wedged, at);
            case Unobserved unobserved -> silent(node, unobserved, at, at);
            case Isolated isolated ->
                    Ruling.at(
                            at,
                            isolated.silent(at, lastWords(node, isolated)),
                            List.of("its console has fallen silent, too"),
                            List.of());
            case Silent silent -> stillSilent(node, silent, at);
            case Panicked panicked ->
                    Ruling.at(
                            at,
                            panicked.hung(at, onset(node, panicked.since()), false),
                            notBack(node, "after its panic"),
                            evidence(node));
            case Dumping dumping ->
                    Ruling.at(
                            at,
                            dumping.hung(at, onset(node, dumping.since()), false),
                            notBack(node, "and its capture kernel fell silent"),
                            evidence(node));
            case Replaced replaced when cameAlive(node) ->
                    Ruling.at(
                            at,
                            replaced.live(at),
                            List.of("its lease is fresh"),
                            List.of(lease(node)));
            case CanBeForgotten state ->
                    Ruling.at(
                            at,
                            state.forgotten(at),
                            List.of("nothing heard for " + timing.forgetAfter().toHours() + " h"),
                            List.of());
            case Forgotten _ -> Optional.empty();
        };
    }

    /// The first that was seen of another machine may be that it lives, and the last for an hour.
    private static boolean cameAlive(Node node) {
        return !node.hasAgent() && node.surroundings().lease() == Lease.FRESH;
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Optional<Ruling> rebooted(Node node, Rebooted rebooted, Instant at) {
        if (!rebooted.confirmed()) {
            return silent(node, rebooted, at, rebooted.since());
        }
        var missed = node.hasAgent() ? !heardLately(node, at) : isStale(node);
        return !missed
                ? Ruling.at(at, rebooted.live(at), List.of("it has been up for a while"), List.of())
                : silent(node, rebooted, at);
    }

    private Instant liveUntil(Node node, Live live) {
        var silence = node.lastHeard().plus(timing.silenceAfter());
        if (node.surroundings().lease() != Lease.STALE) {
            return silence;
        }
        // A node that has just come up gets as long for its kubelet to come up, too.
        var stale = laterOf(node.surroundings().leaseSince(), live.since());
        var wedge = stale.plus(timing.wedgedAfter());
        return wedge.isBefore(silence) ? wedge : silence;
    }

    private Instant rebootedUntil(Node node, Rebooted rebooted) {
        if (!rebooted.confirmed()) {
            return rebooted.since().plus(timing.hangAfter());
        }
        var settled = rebooted.since().plus(timing.watchReboot());
        if (!node.hasAgent()) {
            return settled;
        }
        var silence = node.lastHeard().plus(timing.silenceAfter());
        return settled.isBefore(silence) ? settled : silence;
    }

    /// While the lease is renewed, nobody waits for the agent.
    private Optional<Instant> agentDueBack(Node node, Unobserved unobserved) {
        return node.surroundings().lease() == Lease.FRESH
                ? Optional.empty()
                : Optional.of(unobserved.since().plus(timing.agentReturn()));
    }

    private static Instant lastWords(Node node, Isolated isolated) {
        return node.trail()
                .lastWords()
                .map(Evidence::at)
                .filter(isolated.since()::isBefore)
                .orElse(isolated.since());
    }

    /// A panicked kernel that announced a reboot gets that much longer, unless it announced a day.
    private Duration patience(Node node) {
        var announced = Duration.ofSeconds(node.trail().rebootIn().orElse(0));
        return announced.compareTo(timing.hangAfter()) > 0
                ? timing.hangAfter()
                : timing.hangAfter().plus(announced);
    }

    private boolean heardLately(Node node, Instant now) {
        return node.hasAgent()
                && node.lastHeard()
                        .plus(timing.silenceAfter())
                        .plus(node.presence().grace())
                        .isAfter(now);
    }

    private static boolean isStale(Node node) {
        return node.surroundings().lease() == Lease.STALE;
    }

    private boolean leaseLongExpired(Node node, Instant now) {
        var around = node.surroundings();
        return around.lease() == Lease.STALE
                && !around.leaseSince().plus(timing.wedgedAfter()).isAfter(now);
    }

    private Optional<Ruling> wedged(Node node, Live live, Instant at) {
        var cause =
                "heartbeats arrive, but its lease expired "
                        + timing.wedgedAfter().toMinutes()
                        + " min ago";
        return Ruling.at(at, live.wedged(at), List.of(cause), List.of(lease(node)));
    }

    private Optional<Ruling> silent(Node node, CanFallSilent state, Instant at) {
        return silent(node, state, at, node.lastHeard());
    }

    private Optional<Ruling> silent(Node node, CanFallSilent state, Instant at, Instant onset) {
        if (node.surroundings().lease() == Lease.FRESH
                && state instanceof NodeState.CanLoseAgent agent) {
            return Ruling.at(
                    at,
                    agent.unobserved(at),
                    List.of("heartbeats are gone while the lease is renewed: the agent is away"),
                    List.of(lease(node)));
        }
        var plan = node.surroundings().explains(onset);
        if (plan.isPresent()
                && node.surroundings().deleted()
                && state instanceof NodeState.CanStop gone) {
            var cause = planned(plan.get()) + ", and its Node object was deleted";
            return Ruling.at(at, gone.stopped(at), List.of(cause), List.of(lease(node)));
        }
        if (plan.isPresent() && state instanceof NodeState.CanBePlanned absent) {
            var intent = plan.get();
            var evidence =
                    new Evidence(
                            "intent",
                            intent.declaredAt(),
                            node.surroundings().origin(),
                            List.of(intent.kind() + " by " + intent.source()));
            return Ruling.at(
                    at,
                    absent.planned(at, intent.lapses(onset)),
                    List.of(planned(intent)),
                    List.of(evidence));
        }
        return Ruling.at(at, state.silent(at, onset), List.of(unheard(node)), List.of());
    }

    private String unheard(Node node) {
        return node.hasAgent()
                ? "no heartbeat for " + timing.silenceAfter().toSeconds() + " s"
                : "nothing heard of it since its boot";
    }

    static String planned(Intent intent) {
        var what =
                switch (intent.kind()) {
                    case CORDON -> "cordoned";
                    case DRAIN -> "drained";
                    case REBOOT -> "a planned reboot";
                    case SCALE_DOWN -> "scaled down";
                    case SPOT_RECLAIM -> "spot capacity reclaimed";
                    case MAINTENANCE -> "under maintenance";
                };
        return intent.source().isEmpty() ? what : what + " (" + intent.source() + ")";
    }

    private Optional<Ruling> stillSilent(Node node, Silent silent, Instant at) {
        if (node.surroundings().deleted()) {
            return Ruling.at(
                    at,
                    silent.lost(at, silent.onset()),
                    List.of("its Node object was deleted and it fell silent, without a plan"),
                    evidence(node));
        }
        if (!silent.counted()) {
            return Ruling.at(
                    at,
                    silent.count(),
                    List.of(
                            (node.hasAgent()
                                            ? "no heartbeat for "
                                            : "its lease was not renewed for ")
                                    + timing.countAfter().toSeconds()
                                    + " s"),
                    evidence(node));
        }
        return Ruling.at(
                at,
                silent.hung(at, silent.onset(), false),
                notBack(node, "since it fell silent"),
                evidence(node));
    }

    private static Instant onset(Node node, Instant fallback) {
        return node.presence().lastHeartbeat().orElse(fallback);
    }

    private List<String> notBack(Node node, String since) {
        var causes = new ArrayList<String>();
        causes.add("not back for " + timing.hangAfter().toMinutes() + " min " + since);
        node.presence()
                .vitals()
                .filter(Vitals::isHealthy)
                .ifPresent(_ ->
                        causes.add(
                                "not resource exhaustion: CPU, memory and disk were healthy right up to the silence"));
        return List.copyOf(causes);
    }

    /// What a verdict by absence rests on: the last heartbeat, the lease, and what the console
    /// said.
    private static List<Evidence> evidence(Node node) {
        var heard =
                node.presence()
                        .lastHeartbeat()
                        .map(at -> Evidence.absence("heartbeat", at, vitals(node)));
        var lease =
                Optional.of(lease(node)).filter(_ -> node.surroundings().lease() != Lease.UNKNOWN);
        return Stream.concat(
                        node.trail().evidence().stream(),
                        Stream.of(node.trail().lastWords(), lease, heard).flatMap(Optional::stream))
                .toList();
    }

    private static Evidence lease(Node node) {
        var around = node.surroundings();
        return new Evidence(
                "lease", around.leaseSince(), around.origin(), List.of("lease " + around.lease()));
    }

    private static String vitals(Node node) {
        return node.presence()
                .vitals()
                .map(v ->
                        "last heartbeat: CPU %.0f %%, memory %.0f %% free, disk %.0f %% used"
                                .formatted(
                                        100 * v.cpuUsed(),
                                        100.0
                                                * v.memoryAvailableBytes()
                                                / Math.max(1, v.memoryTotalBytes()),
                                        100 * v.diskUsed()))
                .orElse("last heartbeat");
    }
}
