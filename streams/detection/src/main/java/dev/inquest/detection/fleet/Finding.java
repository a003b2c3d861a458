package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A pattern found: who is concerned, what it rests on, and what to do.
///
/// @param members by node
/// @param parent the finding that speaks for this one
/// @param tally who is concerned, where that is counted elsewhere and the members are a sample
/// @param about the condition of its nodes, where it is the finding of a cohort
public record Finding(
        FindingKey key,
        Telling telling,
        Map<NodeId, Member> members,
        List<Evidence> evidence,
        Optional<String> parent,
        Paging paging,
        Course course,
        Optional<Tally> tally,
        Optional<Case> about) {

    /// How many nodes that have left the condition are remembered.
    static final int MAX_CLOSED = 1_000;

    Finding(
            FindingKey key,
            Telling telling,
            Map<NodeId, Member> members,
            List<Evidence> evidence,
            Optional<String> parent,
            Paging paging,
            Course course) {
        this(
                key,
                telling,
                members,
                evidence,
                parent,
                paging,
                course,
                Optional.empty(),
                Optional.empty());
    }

    Finding(
            FindingKey key,
            Telling telling,
            Map<NodeId, Member> members,
            List<Evidence> evidence,
            Optional<String> parent,
            Paging paging,
            Course course,
            Optional<Tally> tally) {
        this(key, telling, members, evidence, parent, paging, course, tally, Optional.empty());
    }

    /// Whether anybody was told of it.
    public boolean isTold() {
        return course.revision() > 0;
    }

    /// Whether there is enough to tell: a cohort is several nodes.
    boolean isTellable() {
        return isTold() || about.isEmpty() || count() >= CohortFinding.SEVERAL;
    }

    /// How many nodes are concerned.
    public int count() {
        return tally.map(Tally::count).orElseGet(() -> concerned().size());
    }

    /// The members whose condition holds, or, once none does, all that had it.
    public List<Member> concerned() {
        var open = members.values().stream().filter(Member::open).toList();
        return (open.isEmpty() ? members.values().stream() : open.stream())
                .sorted(Comparator.comparing(Member::node))
                .toList();
    }

    /// Whether any member is still in the condition.
    public boolean holds() {
        return members.values().stream().anyMatch(Member::open);
    }

    /// Whether somebody other than a missing heartbeat confirms it for some member.
    public boolean isWitnessed() {
        return concerned().stream().anyMatch(Member::witnessed);
    }

    /// How many of those concerned are in each zone.
    public Map<String, Integer> zones() {
        if (tally.isPresent()) {
            return tally.get().zones();
        }
        var zones = new TreeMap<String, Integer>();
        concerned().forEach(member -> zones.merge(member.zone(), 1, Integer::sum));
        zones.remove("");
        return zones;
    }

    Finding with(Member member) {
        var all = new HashMap<>(members);
        all.put(member.node(), member);
        forgetTheOldest(all);
        return new Finding(
                key, telling, Map.copyOf(all), evidence, parent, paging, course, tally, about);
    }

    /// Who has long left the condition is not kept for ever.
    private static void forgetTheOldest(Map<NodeId, Member> all) {
        var closed = all.values().stream().filter(member -> !member.open()).toList();
        closed.stream()
                .sorted(Comparator.comparing(Member::since))
                .limit(Math.max(0, closed.size() - MAX_CLOSED))
                .forEach(member -> all.remove(member.node()));
    }

    Finding with(Telling next, Paging nextPaging) {
        return new Finding(key, next, members, evidence, parent, nextPaging, course, tally, about);
    }

    Finding with(Course next) {
        return new Finding(key, telling, members, evidence, parent, paging, next, tally, about);
    }

    Finding resting(List<Evidence> more) {
        var all = Proof.merge(evidence, more);
        return new Finding(key, telling, members, all, parent, paging, course, tally, about);
    }

    Finding under(String parentId) {
        var spoken = Paging.SPOKEN_FOR;
        return new Finding(
                key,
                telling,
                members,
                evidence,
                Optional.of(parentId),
                spoken,
                course,
                tally,
                about);
    }

    /// Whether a reader of the other would care about the difference, or there was none yet.
    boolean isNewsAfter(Finding other) {
        return !other.isTold() || !gist().equals(other.gist());
    }

    private List<Object> gist() {
        return List.of(
                course.status(),
                telling.severity(),
                telling.title(),
                telling.commonality(),
                telling.remedies(),
                concerned().stream().map(Member::node).toList(),
                parent,
                paging,
                tally);
    }
}
