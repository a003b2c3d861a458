package dev.inquest.detection.watch;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Vitals;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeRules;
import dev.inquest.detection.node.NodeState.Forgotten;
import dev.inquest.detection.node.Pause;
import dev.inquest.detection.watch.NodeStage.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Keeps all nodes of one partition in memory and calls each at its deadline.
///
/// A heartbeat that says nothing new moves one field of one object; no store, no queue and no
/// allocation of a node is involved, but for once a minute, so that the store holds recent vitals.
/// A node stands in the queue once, at a deadline that may have moved since; it is looked at again
/// when the old one comes.
public final class Watch {

    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final NodeStage stage;
    private final PartitionClock clock = new PartitionClock();
    private final Map<NodeId, Watched> nodes = new HashMap<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();

    public Watch(NodeStage stage) {
        this.stage = stage;
    }

    private record Alarm(Instant at, NodeId node) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return at.compareTo(other.at);
        }
    }

    /// A node on the heap; the last routine heartbeats are kept beside it, unmerged.
    private static final class Watched {
        private Node node;
        private Optional<Instant> heard = Optional.empty();
        private Optional<Vitals> vitals = Optional.empty();
        private Optional<Instant> alarm = Optional.empty();
        private Instant written = Instant.EPOCH;

        Watched(Node node) {
            this.node = node;
        }

        Node merged() {
            heard.ifPresent(at -> node = NodeRules.heard(node, at, vitals));
            heard = Optional.empty();
            return node;
        }
    }

    /// Takes in a node from the store, as it was left. What lives gets a fresh chance to be heard.
    public void restore(Node node) {
        nodes.put(node.id(), new Watched(node));
    }

    /// After a restart nobody is blamed for the time in which nobody watched: who is expected to be
    /// heard is due no earlier than if last heard just now, and all other waits go on where they
    /// stood.
    public void resume(Instant now) {
        var hole = lastSign().map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
        for (var watched : nodes.values()) {
            var node = watched.merged();
            if (isExpected(node)) {
                watched.node = node.hasAgent() ? NodeRules.heardNoEarlierThan(node, now) : node;
            } else if (hole.compareTo(PartitionClock.LONGEST_STEP) > 0) {
                watched.node = NodeRules.excuse(node, hole);
            }
            rearm(watched);
        }
    }

    /// The last moment of which any node in memory knows.
    private Optional<Instant> lastSign() {
        return nodes.values().stream()
                .map(watched -> watched.node)
                .flatMap(node ->
                        Stream.concat(
                                Stream.of(node.state().since()),
                                node.presence().lastHeartbeat().stream()))
                .max(Instant::compareTo);
    }

    private static boolean isExpected(Node node) {
        return switch (node.state().name()) {
            case LIVE, REBOOTED, WEDGED -> true;
            default -> false;
        };
    }

    /// A node learns of an event; what follows from it is returned, if anything is worth storing.
    public Optional<Step> learn(Event event) {
        var watched =
                nodes.computeIfAbsent(
                        event.node(), id -> new Watched(Node.unknown(id, event.at())));
        if (event instanceof Heartbeat heartbeat && isRoutine(watched, heartbeat)) {
            watched.heard = Optional.of(heartbeat.at());
            watched.vitals = heartbeat.vitals();
            return Optional.empty();
        }
        return Optional.of(settle(watched, stage.learn(watched.merged(), event)));
    }

    private static boolean isRoutine(Watched watched, Heartbeat heartbeat) {
        return NodeRules.isRoutine(watched.node, heartbeat)
                && heartbeat.at().isBefore(watched.written.plus(WRITTEN_EVERY))
                && watched.heard
                        .or(() -> watched.node.presence().lastHeartbeat())
                        .map(last ->
                                heartbeat.at().isAfter(last)
                                        && !endsPause(watched, last, heartbeat))
                        .orElse(false);
    }

    private static boolean endsPause(Watched watched, Instant last, Heartbeat heartbeat) {
        var grace = watched.heard.isPresent() ? Duration.ZERO : watched.node.presence().grace();
        return heartbeat.at().isAfter(last.plus(Pause.SHORTEST).plus(grace));
    }

    /// Moves the partition's time, and with it every node whose deadline has come.
    public List<Step> advance(Instant at) {
        var hole = clock.advance(at);
        if (hole.isPositive()) {
            excuse(hole);
        }
        return wakeUntil(clock.now().orElse(at));
    }

    private void excuse(Duration hole) {
        for (var watched : nodes.values()) {
            watched.node = NodeRules.excuse(watched.merged(), hole);
        }
    }

    private List<Step> wakeUntil(Instant now) {
        var steps = new ArrayList<Step>();
        while (!alarms.isEmpty() && !alarms.peek().at().isAfter(now)) {
            var alarm = alarms.poll();
            var watched = nodes.get(alarm.node());
            if (watched != null && watched.alarm.equals(Optional.of(alarm.at()))) {
                watched.alarm = Optional.empty();
                ring(watched, now, steps);
            }
        }
        return steps;
    }

    private void ring(Watched watched, Instant now, List<Step> steps) {
        var node = watched.merged();
        var due = stage.deadline(node).filter(at -> !at.isAfter(now));
        if (due.isEmpty()) {
            rearm(watched);
            return;
        }
        steps.add(settle(watched, stage.wait(node, due.get())));
    }

    private Step settle(Watched watched, Step step) {
        watched.node = step.node();
        watched.written = step.node().presence().lastHeartbeat().orElse(watched.written);
        if (step.node().state() instanceof Forgotten) {
            nodes.remove(step.node().id());
        } else {
            rearm(watched);
        }
        return step;
    }

    /// One alarm a node is enough: an earlier one is replaced, a later one finds out by itself.
    private void rearm(Watched watched) {
        var deadline = stage.deadline(watched.node);
        if (deadline.isEmpty()) {
            watched.alarm = Optional.empty();
            return;
        }
        var standing = watched.alarm.filter(at -> !at.isAfter(deadline.get()));
        if (standing.isEmpty()) {
            watched.alarm = deadline;
            alarms.add(new Alarm(deadline.get(), watched.node.id()));
        }
    }

    /// Takes a node that is expected to be heard as heard now, where a recording has ended before
    /// the node did.
    public void keepAlive(NodeId id, Instant at) {
        var watched = nodes.get(id);
        if (watched != null && watched.node.hasAgent() && isExpected(watched.node)) {
            watched.heard = Optional.of(at);
            watched.vitals = watched.node.presence().vitals();
        }
    }

    /// The time this partition has reached.
    public Optional<Instant> now() {
        return clock.now();
    }

    /// A node as it is now.
    public Optional<Node> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id)).map(Watched::merged);
    }

    /// All nodes as they are now.
    public Collection<Node> nodes() {
        return nodes.values().stream().map(Watched::merged).toList();
    }
}
