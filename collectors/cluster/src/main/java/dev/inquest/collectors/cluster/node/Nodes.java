package dev.inquest.collectors.cluster.node;

import dev.inquest.schemas.wire.NodeObservation;
import dev.inquest.schemas.wire.RunningWorkload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/// All nodes of the cluster, joined from their objects and leases. What changes is marked, and told
/// when there is room: changes that come faster than Kafka takes them become one.
public final class Nodes {

    private record Farewell(String node, NodeObservation observation) {}

    // Guards everything below: watches write, the round judges and tells.
    private final Object lock = new Object();
    private final Map<String, WatchedNode> nodes = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Queue<Farewell> farewells = new ArrayDeque<>();
    private final Function<String, Optional<List<RunningWorkload>>> workloads;
    private boolean listed;
    private long renewalAt;

    /// @param workloads what runs on a node, where that can be seen
    public Nodes(Function<String, Optional<List<RunningWorkload>>> workloads) {
        this.workloads = workloads;
    }

    /// What was told before this collector started, by node; those that are gone since are told to
    /// be once a whole list was seen.
    public void remember(Map<String, NodeObservation> told) {
        synchronized (lock) { // guards all
            told.forEach((node, observation) -> {
                if (!observation.getDeleted()) {
                    watched(node).remember(observation);
                }
            });
        }
    }

    /// A Node object is there, new or changed.
    public void present(String node, NodeSight sight, Instant now, long nanos) {
        synchronized (lock) { // guards all
            if (watched(node).isAnother(sight)) {
                bury(node, now, nanos);
            }
            watched(node).present(sight);
        }
    }

    /// Another object under the same name: the old one is told to be gone before the new one is
    /// told of, whether or not somebody saw it go. The lease that bears the name stays in sight,
    /// because leases and objects come in no order: it may be the new one's already.
    private void bury(String node, Instant now, long nanos) {
        var old = watched(node);
        if (!old.wasToldGone()) {
            old.gone();
            farewells.add(
                    new Farewell(
                            node, old.observe(List.of(), List.of(), Optional.empty(), now, nanos)));
        }
        nodes.put(node, old.successor(nanos));
    }

    /// A Node object is gone.
    public void gone(String node) {
        synchronized (lock) { // guards all
            watched(node).gone();
        }
    }

    /// A whole list was seen: who was told of before and is not in it is gone.
    public void listed() {
        synchronized (lock) { // guards all
            listed = true;
            nodes.forEach((name, node) -> {
                if (!node.hasObject() && node.wasTold()) {
                    node.gone();
                }
                changed.add(name);
            });
        }
    }

    /// A lease is there, new or renewed.
    ///
    /// @return whether its state is another now
    public boolean lease(String node, LeaseSight sight, long nanos) {
        synchronized (lock) { // guards all
            var known = nodes.computeIfAbsent(node, _ -> new WatchedNode());
            var before = known.leaseState();
            known.lease(sight, nanos);
            renewalAt = nanos;
            var turned = known.leaseState() != before;
            if (turned) {
                changed.add(node);
            }
            return turned;
        }
    }

    /// When any lease was last seen.
    public long lastRenewal() {
        synchronized (lock) { // guards renewalAt
            return renewalAt;
        }
    }

    /// Leases can be seen again: nobody is blamed for the time between.
    public void excuseLeases(long nanos) {
        synchronized (lock) { // guards all
            nodes.values().forEach(node -> node.lease().ifPresent(lease -> lease.excuse(nanos)));
        }
    }

    /// Leases cannot be seen any more.
    public void leasesLost() {
        synchronized (lock) { // guards all
            nodes.values().forEach(WatchedNode::leaseLost);
            changed.addAll(nodes.keySet());
        }
    }

    /// Nodes whose lease should have been renewed long since.
    public List<String> overdue(long nanos) {
        synchronized (lock) { // guards all
            return nodes.entrySet().stream()
                    .filter(node -> !node.getValue().isDeleted())
                    .filter(node ->
                            node.getValue()
                                    .lease()
                                    .map(lease -> lease.isOverdue(nanos))
                                    .orElse(false))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /// A lease that is still overdue is stale indeed.
    public void expire(String node, long nanos) {
        synchronized (lock) { // guards all
            var watched = watched(node);
            watched.lease().filter(lease -> lease.isOverdue(nanos)).ifPresent(Renewals::expire);
        }
    }

    /// Something about these nodes may be to tell.
    public void look(Collection<String> names) {
        synchronized (lock) { // guards all
            names.forEach(this::watched);
        }
    }

    /// Something about a node may be to tell, if it is one that is told of.
    public void lookAgain(String node) {
        synchronized (lock) { // guards all
            if (nodes.containsKey(node)) {
                changed.add(node);
            }
        }
    }

    /// Something about all nodes may be to tell.
    public void lookAtAll() {
        synchronized (lock) { // guards all
            changed.addAll(nodes.keySet());
        }
    }

    /// How many nodes are known.
    public int size() {
        synchronized (lock) { // guards nodes
            return nodes.size();
        }
    }

    private WatchedNode watched(String node) {
        changed.add(node);
        return nodes.computeIfAbsent(node, _ -> new WatchedNode());
    }

    /// Tells what is due, as far as there is room.
    ///
    /// @param objectsUnseen whether Node objects cannot be seen at all, so that leases and people
    ///   are all there is
    public void tell(
            Plans plans,
            List<String> blind,
            boolean objectsUnseen,
            Instant now,
            long nanos,
            Telling telling) {
        synchronized (lock) { // guards all
            nodes.values().removeIf(node -> node.isOver(now));
            nodes.forEach((name, node) -> {
                if (node.wasTold() && node.isStaleTelling(now)) {
                    changed.add(name);
                }
            });
            while (!farewells.isEmpty() && telling.hasRoom()) {
                var farewell = farewells.remove();
                telling.observation(farewell.node(), farewell.observation(), () -> {});
            }
            var names = changed.iterator();
            while (names.hasNext() && telling.hasRoom()) {
                var name = names.next();
                names.remove();
                var node = nodes.get(name);
                if (node != null) {
                    tell(name, node, plans, blind, objectsUnseen, now, nanos, telling);
                }
            }
        }
    }

    private void tell(
            String name,
            WatchedNode node,
            Plans plans,
            List<String> blind,
            boolean objectsUnseen,
            Instant now,
            long nanos,
            Telling telling) {
        var signs = plans.signs(name, node.facts(), now);
        var others = objectsUnseen && !listed && (node.hasOtherWitness() || !signs.isEmpty());
        if (!node.hasObject() && !node.isDeleted() && !others) {
            return;
        }
        var present = node.observe(signs, blind, workloads.apply(name), now, nanos);
        Runnable again = () -> again(name);
        if (node.isDue(present, now)) {
            node.told(present, now);
            telling.observation(name, present, again);
        }
        if (node.factsAreDue(now)) {
            node.toldFacts(now);
            telling.facts(name, node.facts(), again);
        }
    }

    private void again(String name) {
        synchronized (lock) { // guards all
            watched(name).forgetTold();
        }
    }
}
