package dev.inquest.detection;

import dev.inquest.crash.CrashReader;
import dev.inquest.crash.KernelSignal;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Goodbye;
import dev.inquest.detection.event.Intent;
import dev.inquest.detection.event.Lease;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.event.Ready;
import dev.inquest.detection.event.Running;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.fleet.Blackout;
import dev.inquest.detection.fleet.CohortCase;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.Guard;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.fleet.Order;
import dev.inquest.detection.fleet.Score;
import dev.inquest.detection.fleet.Seat;
import dev.inquest.detection.fleet.Silence;
import dev.inquest.detection.fleet.Tried;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.Refusal;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePattern;
import dev.inquest.detection.pattern.NodePatterns;
import dev.inquest.detection.watch.NodeStage;
import dev.inquest.detection.watch.NodeStage.Step;
import dev.inquest.detection.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells a story of nodes to detection, second by second, and collects what it makes of it.
public final class Tale {

    public static final Instant START = Instant.parse("2024-06-17T02:00:00Z");
    public static final NodeId N1 = new NodeId("prod", "n1");

    private static final Vitals HEALTHY =
            new Vitals(0.2f, 8L << 30, 16L << 30, 0.4f, 1f, 0f, 0f, 0f, 0f, 0f);

    private final Watch watch;
    private final CrashDumpGuide guide;
    private final List<NodePattern<?>> patterns;
    private FleetStage fleet;
    private final List<Change> changes = new ArrayList<>();
    private Instant now = START;
    private long offset;
    private boolean echoing;
    private int restarts;
    private int refusals;
    private final Map<NodeId, Seat> seats = new HashMap<>();
    private final Map<String, Blackout> blackouts = new HashMap<>();
    private final Map<NodeId, Change> held = new HashMap<>();
    private final Map<Silence.Subject, Silence> silences = new HashMap<>();
    private final Map<String, CohortCase> cases = new TreeMap<>();
    private final Map<String, Tried> tried = new TreeMap<>();
    private final Map<String, Instant> booted = new HashMap<>();
    private final Map<NodeId, List<Running>> running = new HashMap<>();

    public Tale() {
        this(KnownIssues.NONE);
    }

    public Tale(KnownIssues known) {
        this(() -> known, CrashDumpGuide.NONE);
    }

    public Tale(KnownIssues known, CrashDumpGuide guide) {
        this(() -> known, guide);
    }

    public Tale(Supplier<KnownIssues> known) {
        this(known, CrashDumpGuide.NONE);
    }

    /// With data that may be other data from one event to the next.
    public Tale(Supplier<KnownIssues> known, CrashDumpGuide guide) {
        this(() -> NodePatterns.all(known.get(), Advisories.NONE, guide), guide);
    }

    /// With an operator's advisories, which may be other ones from one event to the next.
    public static Tale advised(Supplier<Advisories> advisories) {
        var guide = CrashDumpGuide.NONE;
        return new Tale(() -> NodePatterns.all(KnownIssues.NONE, advisories.get(), guide), guide);
    }

    /// With patterns that may be other ones from one event to the next.
    private Tale(PatternsOfTheMoment all, CrashDumpGuide guide) {
        this.guide = guide;
        this.patterns = all.get();
        this.watch = new Watch(new NodeStage(Timing.DEFAULT, all::get));
        this.fleet = new FleetStage(new Ledger(patterns), guide);
        watch.advance(now);
    }

    private interface PatternsOfTheMoment {
        List<NodePattern<?>> get();
    }

    public Instant now() {
        return now;
    }

    public Tale pass(Duration time) {
        var until = now.plus(time);
        while (now.isBefore(until)) {
            now = now.plusSeconds(1);
            watch.advance(now).forEach(this::settle);
            store(fleet.advance(now));
        }
        return this;
    }

    /// Time jumps, with no record in between.
    public Tale hole(Duration time) {
        now = now.plus(time);
        watch.advance(now).forEach(this::settle);
        return this;
    }

    public Tale beat(String boot) {
        return beat(N1, boot, Goodbye.NONE);
    }

    /// A heartbeat of an agent whose fork and fsync probe fails.
    public Tale limp(NodeId node, String boot) {
        return beat(node, boot, Goodbye.NONE, false, now);
    }

    /// A heartbeat that was sent so long ago and comes only now.
    public Tale lateBeat(String boot, Duration ago) {
        return beat(N1, boot, Goodbye.NONE, true, now.minus(ago));
    }

    public Tale beat(NodeId node, String boot, Goodbye goodbye) {
        return beat(node, boot, goodbye, true, now);
    }

    private Tale beat(NodeId node, String boot, Goodbye goodbye, boolean probeOk, Instant sent) {
        return tell(
                new Event.Heartbeat(
                        node,
                        sent,
                        origin("heartbeats"),
                        boot,
                        uptime(node, boot),
                        goodbye,
                        Optional.of(HEALTHY),
                        probeOk,
                        List.of()));
    }

    /// The first boot of a node is a day old, later ones began when they are first heard.
    private Duration uptime(NodeId node, String boot) {
        var first = booted.keySet().stream().noneMatch(key -> key.startsWith(node + "/"));
        var began = first ? START.minus(Duration.ofDays(1)) : now;
        return Duration.between(booted.computeIfAbsent(node + "/" + boot, _ -> began), now);
    }

    /// Heartbeats every ten seconds for so long.
    public Tale live(NodeId node, String boot, Duration time) {
        for (var past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
            beat(node, boot, Goodbye.NONE).pass(Duration.ofSeconds(10));
        }
        return this;
    }

    public Tale live(String boot, Duration time) {
        return live(N1, boot, time);
    }

    public Tale kernel(KernelSignal signal) {
        return kernel(N1, signal, Duration.ZERO);
    }

    public Tale kernel(NodeId node, KernelSignal signal, Duration heldFor) {
        return tell(
                new Event.Kernel(
                        node,
                        now,
                        origin("kernel"),
                        "console",
                        signal,
                        Optional.empty(),
                        heldFor,
                        Optional.empty(),
                        release(signal)));
    }

    private static Optional<String> release(KernelSignal signal) {
        return signal instanceof KernelSignal.Crashed crashed
                ? crashed.report().release()
                : Optional.empty();
    }

    /// Kernel text over UDP that names a host and a kernel, or an empty text.
    public Tale kernel(NodeId node, KernelSignal signal, String host, String release) {
        return kernel(node, "netconsole", signal, Optional.empty(), host, release, Duration.ZERO);
    }

    /// What a channel kept over the last reboot.
    public Tale kept(String channel, KernelSignal signal, Optional<String> bootId) {
        return kept(N1, channel, signal, bootId);
    }

    /// The same of another node.
    public Tale kept(NodeId node, String channel, KernelSignal signal, Optional<String> bootId) {
        return kernel(node, channel, signal, bootId, "", "", Duration.ofMinutes(2));
    }

    private Tale kernel(
            NodeId node,
            String channel,
            KernelSignal signal,
            Optional<String> bootId,
            String host,
            String release,
            Duration heldFor) {
        return tell(
                new Event.Kernel(
                        node,
                        now,
                        origin("kernel"),
                        channel,
                        signal,
                        bootId,
                        heldFor,
                        Optional.of(host),
                        Optional.of(release).filter(named -> !named.isEmpty())));
    }

    /// Raw console lines, through the crash reader.
    public Tale console(NodeId node, String... lines) {
        var reader = new CrashReader(node.toString());
        for (var line : lines) {
            reader.line(now, line, signal -> kernel(node, signal, Duration.ZERO));
        }
        reader.end(signal -> kernel(node, signal, Duration.ZERO));
        return this;
    }

    public Tale lease(NodeId node, Lease lease, Intent... intents) {
        return observe(node, lease, false, intents);
    }

    public Tale observe(NodeId node, Lease lease, boolean deleted, Intent... intents) {
        return tell(
                new Event.Observation(
                        node,
                        now,
                        origin("observers"),
                        "uid-1",
                        "machine-1",
                        Optional.empty(),
                        lease,
                        Optional.empty(),
                        Ready.UNKNOWN,
                        deleted,
                        false,
                        List.of(intents),
                        List.of(),
                        runs(node)));
    }

    /// What a cluster collector says of a node without an agent.
    public Tale seen(
            NodeId node,
            String bootId,
            Lease lease,
            Duration silent,
            Ready ready,
            boolean deleted,
            Intent... intents) {
        return tell(
                new Event.Observation(
                        node,
                        now,
                        origin("observers"),
                        "uid-1",
                        "machine-1",
                        Optional.of(bootId),
                        lease,
                        Optional.of(silent),
                        ready,
                        deleted,
                        false,
                        List.of(intents),
                        List.of(),
                        runs(node)));
    }

    /// What runs on a node, from the next observation on.
    public Tale running(NodeId node, Running... workloads) {
        running.put(node, List.of(workloads));
        return this;
    }

    private Optional<List<Running>> runs(NodeId node) {
        return Optional.ofNullable(running.get(node));
    }

    public Tale anotherMachine(NodeId node) {
        return tell(
                new Event.Observation(
                        node,
                        now,
                        origin("observers"),
                        "uid-2",
                        "machine-2",
                        Optional.empty(),
                        Lease.FRESH,
                        Optional.empty(),
                        Ready.READY,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        runs(node)));
    }

    /// The cluster sees this machine under the same Node.
    public Tale machine(NodeId node, String systemUuid) {
        return tell(
                new Event.Observation(
                        node,
                        now,
                        origin("observers"),
                        "uid-1",
                        systemUuid,
                        Optional.empty(),
                        Lease.FRESH,
                        Optional.empty(),
                        Ready.READY,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        runs(node)));
    }

    public Intent intent(Intent.Kind kind) {
        return new Intent(kind, "", "test", now, Optional.empty());
    }

    public Tale facts(NodeId node, Map<String, String> attributes) {
        return tell(new Event.Facts(node, now, origin("facts"), "agent", attributes));
    }

    /// The links of a node on which nobody owns any.
    public Tale links(NodeId node, Link... links) {
        return links(node, List.of(), true, links);
    }

    public Tale links(NodeId node, List<String> owners, boolean ownersKnown, Link... links) {
        return tell(
                new Event.Links(node, now, origin("links"), List.of(links), owners, ownersKnown));
    }

    /// The last restart once more, as a collector that starts anew tells it.
    public Tale restartAgain(NodeId node, String workload, int exitCode, String... log) {
        restarts--;
        return restart(node, workload, exitCode, log);
    }

    public Tale restart(NodeId node, String workload, int exitCode, String... log) {
        return tell(
                new Event.PodRestart(
                        node,
                        now,
                        origin("pods"),
                        "cilium-x",
                        "pod-uid-" + node.name(),
                        "cilium-agent",
                        workload,
                        ++restarts,
                        "CrashLoopBackOff",
                        exitCode,
                        0,
                        List.of(log),
                        Duration.ZERO));
    }

    private Origin origin(String topic) {
        return new Origin(topic, 0, offset++);
    }

    private Tale tell(Event event) {
        watch.learn(event).ifPresent(this::settle);
        return this;
    }

    private void settle(Step step) {
        step.refusal().filter(Refusal::isShown).ifPresent(_ -> refusals++);
        step.change()
                .ifPresent(change -> {
                    changes.add(change);
                    store(fleet.apply(change));
                    if (echoing) {
                        changes.reversed().stream().limit(8).forEach(this::again);
                    }
                });
    }

    private void again(Change change) {
        if (fleet.apply(change).seat().isPresent()) {
            throw new AssertionError("taken in twice: " + change);
        }
    }

    /// From now on the fleet is told each change twice, and those before once more.
    public Tale echoing() {
        echoing = true;
        return this;
    }

    private void store(FleetStage.Outcome outcome) {
        outcome.seat().ifPresent(seat -> seats.put(seat.node(), seat));
        outcome.cases().forEach(one -> cases.put(one.key(), one));
        outcome.gone().forEach(cases::remove);
        outcome.tried().forEach(one -> tried.put(one.key(), one));
        var withheld = outcome.withheld();
        withheld.standing().forEach(one -> blackouts.put(one.id(), one));
        withheld.over().forEach(blackouts::remove);
        withheld.held().forEach(one -> held.put(one.node(), one));
        withheld.freed().forEach(held::remove);
        outcome.lapsed().forEach(silences::remove);
        outcome.tried().forEach(one -> tried.put(one.key(), one));
    }

    /// Whether rollouts may go on.
    public Guard guard() {
        return fleet.guard();
    }

    /// A person says something about findings.
    public Tale obey(Order order) {
        store(fleet.obey(order));
        if (order instanceof Order.Keep(var silence)) {
            silences.put(silence.subject(), silence);
        } else if (order instanceof Order.Lift(var subject)) {
            silences.remove(subject);
        }
        return this;
    }

    /// The fleet application dies and begins again with what it has stored.
    public Tale restartFleet() {
        var ledger = new Ledger(patterns);
        var again = new FleetStage(ledger, guide);
        cases.values().forEach(again::restore);
        silences.values().forEach(ledger::restore);
        tried.values().forEach(again::restore);
        fleet.findings().forEach(ledger::restore);
        seats.values().forEach(again::restore);
        blackouts.values().forEach(again::restore);
        held.values().forEach(again::restoreHeld);
        fleet = again;
        return this;
    }

    /// The cases of open incidents, as the fleet's store would hold them.
    public Collection<CohortCase> cases() {
        return cases.values();
    }

    /// How many events would have become dead letters.
    public int refusals() {
        return refusals;
    }

    public Score score(String cluster) {
        return fleet.score(cluster);
    }

    /// The places of all nodes, as the fleet's store would hold them.
    public Collection<Seat> seats() {
        return seats.values();
    }

    public Node node(NodeId node) {
        return watch.node(node).orElseThrow();
    }

    public StateName state() {
        return node(N1).state().name();
    }

    /// The states told, in order, the first one included.
    public List<StateName> told() {
        return changes.stream().filter(Change::isMove).map(Change::to).toList();
    }

    public List<Change> changes() {
        return changes;
    }

    public Change lastMove() {
        return changes.stream().filter(Change::isMove).reduce((_, last) -> last).orElseThrow();
    }

    public Map<String, List<Finding>> findings() {
        return fleet.findings().stream()
                .filter(Finding::isTold)
                .collect(Collectors.groupingBy(finding -> finding.key().pattern()));
    }

    public Finding finding(String pattern) {
        return findings().getOrDefault(pattern, List.of()).stream().findFirst().orElseThrow();
    }
}
