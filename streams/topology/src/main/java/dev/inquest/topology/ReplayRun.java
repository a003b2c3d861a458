package dev.inquest.topology;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePatterns;
import dev.inquest.detection.watch.NodeStage;
import dev.inquest.detection.watch.NodeStage.Step;
import dev.inquest.detection.watch.Watch;
import dev.inquest.schemas.NodeKey;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.topology.known.CrashDumpGuideFile;
import dev.inquest.topology.known.KnownIssuesFile;
import dev.inquest.topology.wire.Changes;
import dev.inquest.topology.wire.Events;
import dev.inquest.topology.wire.Findings;
import dev.inquest.topology.wire.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Plays events through the same node and fleet stages as in production, in memory and without a
/// broker.
///
/// Time passes in steps of at most a second between events, so a recording needs no ticks. Its end
/// is not everybody's death: who was heard until the end is taken to live on. A jump of more than
/// 30 days is taken for a wrong time and refused.
public final class ReplayRun {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration LONGEST_GAP = Duration.ofDays(30);

    private final Watch watch;
    private final FleetStage fleet;
    private final List<NodeChange> changes = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<NodeId, Instant> logEnds = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private boolean began;

    public ReplayRun() {
        this(KnownIssuesFile.builtIn(), Advisories.NONE);
    }

    /// With other data, the same from the first event to the last.
    public ReplayRun(KnownIssues known, Advisories advisories) {
        var guide = CrashDumpGuideFile.builtIn();
        var patterns = NodePatterns.all(known, advisories, guide);
        this.watch = new Watch(new NodeStage(Timing.DEFAULT, patterns));
        this.fleet = new FleetStage(new Ledger(patterns), guide);
    }

    /// Applies one event; events come in the order of their times.
    ///
    /// @param topic short name of the topic, such as "heartbeats"
    /// @param key the record's key, such as cluster/node or, for facts, cluster/node#source
    /// @throws IllegalArgumentException when the key or the value does not fit the topic
    public void apply(String topic, String key, Instant at, @Nullable SpecificRecord value) {
        passUntil(at);
        var offset = offsets.merge(topic, 0L, (last, _) -> last + 1);
        if (value != null) {
            watch.learn(Events.read(key, value, at, new Origin(topic, 0, offset)))
                    .ifPresent(this::settle);
        }
    }

    /// Notes that a raw log of this node had a line at this time, whatever it said. A log that ends
    /// together with the node's heartbeats is the end of the machine.
    public void lineRead(String node, Instant at) {
        var key = NodeKey.parse(node);
        logEnds.merge(
                new NodeId(key.cluster(), key.node()),
                at,
                (one, other) -> one.isAfter(other) ? one : other);
    }

    private void passUntil(Instant at) {
        if (!began) {
            began = true;
            now = at;
        }
        if (Duration.between(now, at).compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException(
                    "its time %s is more than %d days after what came before"
                            .formatted(at, LONGEST_GAP.toDays()));
        }
        while (now.plus(STEP).isBefore(at)) {
            pass(now.plus(STEP));
        }
        if (at.isAfter(now)) {
            pass(at);
        }
    }

    private void pass(Instant at) {
        now = at;
        watch.advance(at).forEach(this::settle);
        fleet.advance(at);
    }

    private void settle(Step step) {
        step.change().ifPresent(this::tell);
    }

    private void tell(Change change) {
        changes.add(Changes.record(change));
        fleet.apply(change);
    }

    /// Lets the clock run on past the last event until nothing is pending.
    public void finish() {
        var end = now.plus(LONGEST_WAIT);
        var survivors = survivors();
        while (isPending(survivors, end) && now.isBefore(end)) {
            survivors.forEach(node -> watch.keepAlive(node, now));
            pass(now.plus(STEP));
        }
    }

    private Set<NodeId> survivors() {
        var alive = new HashSet<NodeId>();
        watch.nodes().stream().filter(this::outlivesRecording).map(Node::id).forEach(alive::add);
        return alive;
    }

    /// Heard until the recording ended, and, where there is a raw log, heard for longer than that.
    private boolean outlivesRecording(Node node) {
        if (node.state() instanceof Rebooted rebooted && rebooted.confirmed()) {
            return true;
        }
        var heard = node.lastHeard();
        var logEnd = logEnds.get(node.id());
        return logEnd == null || heard.isAfter(logEnd.plus(Timing.DEFAULT.silenceAfter()));
    }

    private boolean isPending(Set<NodeId> survivors, Instant end) {
        return fleet.isPending()
                || watch.nodes().stream().anyMatch(node -> isPending(node, survivors, end));
    }

    /// What ends only after the clock has stopped is not waited for.
    private static boolean isPending(Node node, Set<NodeId> survivors, Instant end) {
        var waits = node.cases().wakes().values().stream().anyMatch(end::isAfter);
        return switch (node.state().name()) {
            case SILENT, ISOLATED, PANICKED, DUMPING -> true;
            case LIVE, REBOOTED, WEDGED -> waits || !survivors.contains(node.id());
            case UNKNOWN, PLANNED, UNOBSERVED, HUNG, LOST, REPLACED, STOPPED, FORGOTTEN -> waits;
        };
    }

    /// The last revision of every finding, in the order in which they opened, parents first.
    public List<Finding> findings() {
        return fleet.findings().stream()
                .filter(finding -> finding.isTold())
                .map(Findings::write)
                .sorted(
                        Comparator.comparing(Finding::getFirstSeen)
                                .thenComparing(finding -> finding.getParent() != null)
                                .thenComparing(Finding::getId))
                .toList();
    }

    /// What has become of each node, by name.
    public List<NodeStatus> statuses() {
        return watch.nodes().stream()
                .sorted(Comparator.comparing(Node::id))
                .map(node -> Statuses.write(node, now))
                .toList();
    }

    /// Every change of a node, in order.
    public List<NodeChange> changes() {
        return List.copyOf(changes);
    }
}
