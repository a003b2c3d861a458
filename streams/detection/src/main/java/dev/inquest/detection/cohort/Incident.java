package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The open cohort of one condition: the nodes that failed, each with its matched set, and what
/// they share.
///
/// What it answers depends on the Cases it holds and not on the order in which they came. It asks
/// no clock and draws nothing. Not safe for several threads.
public final class Incident {

    /// Failing nodes beyond this are not told apart any more: they are refused.
    public static final int MAX_NODES = 65_536;

    private final Rules rules;
    private final Shelf shelf;
    private final Map<NodeId, Member> members = new HashMap<>();
    private Weights weights;
    private Optional<Onset> learnt = Optional.empty();
    private boolean stale;

    public Incident(Rules rules) {
        this.rules = rules;
        this.shelf = new Shelf(rules.minFailing());
        this.weights = new Weights(rules.attributeWeights());
    }

    /// A node of the cohort.
    ///
    /// @param recovered when it left the condition, if it did
    private record Member(Onset onset, Optional<Instant> recovered) {}

    /// What became of a set that was added.
    ///
    /// @param taken false for a node that is a Case of this incident already
    /// @param dropped the Case whose set is no longer kept; it may be the one that was added
    public record Added(boolean taken, Optional<Onset> dropped) {}

    /// A node fails. It counts once, from its first onset; told again, it is failing again.
    public Added add(MatchedSet set) {
        var onset = set.onset();
        var known = members.get(onset.node());
        if (known != null) {
            members.put(onset.node(), new Member(known.onset(), Optional.empty()));
            return new Added(false, Optional.empty());
        }
        if (members.size() >= MAX_NODES) {
            return new Added(false, Optional.of(onset));
        }
        members.put(onset.node(), new Member(onset, Optional.empty()));
        var dropped = shelf.put(set).map(MatchedSet::onset);
        boolean kept = !dropped.equals(Optional.of(onset));
        if (kept) {
            learn(set);
        }
        return new Added(true, dropped);
    }

    /// Weights are given out in the order of onsets, so a set that comes late makes them be given
    /// anew.
    private void learn(MatchedSet set) {
        if (learnt.map(last -> last.compareTo(set.onset()) > 0).orElse(false)) {
            stale = true;
        }
        if (!stale) {
            weights.learn(set);
            learnt = Optional.of(set.onset());
        }
    }

    /// Whether a node is a Case of this incident: such a node is no control of a later one.
    public boolean hasCase(NodeId node) {
        return members.containsKey(node);
    }

    /// The Case turned out to be none.
    public boolean withdraw(NodeId node) {
        var member = members.remove(node);
        if (member == null) {
            return false;
        }
        shelf.find(member.onset())
                .ifPresent(set -> {
                    shelf.remove(set);
                    stale = true;
                });
        return true;
    }

    /// The node has left the condition. Its Case stays in the history.
    public void recover(NodeId node, Instant at) {
        members.computeIfPresent(node, (_, member) -> new Member(member.onset(), Optional.of(at)));
    }

    /// The nodes that have failed.
    public Set<NodeId> nodes() {
        return Set.copyOf(members.keySet());
    }

    /// How many they are.
    public int size() {
        return members.size();
    }

    /// Nodes that are failing still.
    public int failing() {
        return (int) members.values().stream().filter(one -> one.recovered().isEmpty()).count();
    }

    /// Whether all nodes have recovered long enough ago for the incident to be closed.
    public boolean isOver(Instant now) {
        return members.values().stream().allMatch(member -> isOver(member, now));
    }

    private boolean isOver(Member member, Instant now) {
        return member.recovered()
                .map(at -> !at.plus(rules.retireAfter()).isAfter(now))
                .orElse(false);
    }

    /// How many Cases since a moment carried each item of an attribute. Where not all sets are
    /// kept, it is what those kept stand for.
    public Map<Item, Double> failures(String attribute, Instant from) {
        var counts = new HashMap<Item, Double>();
        double each = (double) members.size() / Math.max(1, shelf.size());
        for (int slot : shelf.inOrder()) {
            var set = shelf.at(slot);
            if (!set.onset().at().isBefore(from)) {
                set.caseItems(Set.of(attribute))
                        .forEach(item -> counts.merge(item, each, Double::sum));
            }
        }
        return counts;
    }

    /// What the failing nodes share, as of now.
    public Commonality evaluate(Instant now) {
        var sample = new Sample(shelf, rules);
        if (stale) {
            relearn(sample);
        }
        var telling = new Telling(sample, onset -> isOver(onset, now));
        List<Cause> causes =
                new Search(sample, weights).run().stream().map(telling::confirmed).toList();
        if (causes.isEmpty()) {
            causes = Suspicion.look(sample).flatMap(telling::suspected).stream().toList();
        }
        return new Commonality(members.size(), sample.size(), causes);
    }

    private boolean isOver(Onset onset, Instant now) {
        var member = members.get(onset.node());
        return member == null || isOver(member, now);
    }

    private void relearn(Sample sample) {
        weights = new Weights(rules.attributeWeights());
        learnt = Optional.empty();
        for (int slot : sample.order()) {
            weights.learn(sample.set(slot));
            learnt = Optional.of(sample.set(slot).onset());
        }
        stale = false;
    }

    /// About how many bytes it takes on the heap.
    public long bytes() {
        return shelf.bytes() + weights.bytes() + members.size() * 160L;
    }
}
