package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A pattern found: who is concerned, what it rests on, and what to do.
///
/// @param members by node
/// @param parent the finding that speaks for this one
/// @param paging whether it may wake somebody by itself, whatever people said
/// @param tally who is concerned, where that is counted elsewhere and the members are a sample
/// @param about the condition of its nodes, where it is the finding of a cohort
/// @param attention what people did about it
public record Finding(
        FindingKey key,
        Telling telling,
        Map<NodeId, Member> members,
        List<Evidence> evidence,
        Optional<String> parent,
        Paging paging,
        Course course,
        Optional<Tally> tally,
        Optional<Case> about,
        Attention attention) {

    /// How many nodes that have left the condition are remembered.
    static final int MAX_CLOSED = 1_000;

    public Finding {
        // Stores written before people could say anything hold nothing of it.
        attention = attention == null ? Attention.NONE : attention;
    }

    /// One that nobody has joined yet.
    static Finding begin(FindingKey key, Telling telling, Paging paging, Course course) {
        return new Finding(
                key,
                telling,
                Map.of(),
                List.of(),
                Optional.empty(),
                paging,
                course,
                Optional.empty(),
                Optional.empty(),
                Attention.NONE);
    }

    /// Whether anybody was told of it.
    public boolean isTold() {
        return course.revision() > 0;
    }

    /// Whether there is enough to tell: a cohort is several nodes.
    boolean isTellable() {
        return isTold() || about.isEmpty() || count() >= CohortFinding.SEVERAL;
    }

    /// Whether it may wake somebody, and why or why not.
    public Paging pagingNow() {
        return attention.over(paging);
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
                key,
                telling,
                Map.copyOf(all),
                evidence,
                parent,
                paging,
                course,
                tally,
                about,
                attention);
    }

    /// Who has long left the condition is not kept for ever.
    private static void forgetTheOldest(Map<NodeId, Member> all) {
        var closed = all.values().stream().filter(member -> !member.open()).toList();
        closed.stream()
                .sorted(Comparator.comparing(Member::since))
                .limit(Math.max(0, closed.size() - MAX_CLOSED))
                .forEach(member -> all.remove(member.node()));
    }

    /// A finding for which another speaks pages nobody, whatever it says.
    Finding with(Telling next, Paging nextPaging) {
        var own = parent.isEmpty() ? nextPaging : Paging.SPOKEN_FOR;
        return new Finding(
                key, next, members, evidence, parent, own, course, tally, about, attention);
    }

    Finding with(Course next) {
        return new Finding(
                key, telling, members, evidence, parent, paging, next, tally, about, attention);
    }

    Finding resting(List<Evidence> more) {
        var all = Proof.merge(evidence, more);
        return new Finding(
                key, telling, members, all, parent, paging, course, tally, about, attention);
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
                about,
                attention);
    }

    /// Nobody speaks for it any more.
    Finding alone(Paging own) {
        return new Finding(
                key,
                telling,
                members,
                evidence,
                Optional.empty(),
                own,
                course,
                tally,
                about,
                attention);
    }

    Finding with(Attention next) {
        return new Finding(
                key, telling, members, evidence, parent, paging, course, tally, about, next);
    }

    /// The next revision, told now.
    Finding toldAt(Instant now) {
        return with(course.revised(new Course.Told(now, whom())));
    }

    /// Whether a reader of the other would care about the difference, or there was none yet.
    boolean isNewsAfter(Finding other) {
        return !other.isTold()
                || !gist().equals(other.gist())
                || !telling.title().equals(other.telling.title())
                || !nodes().equals(other.nodes());
    }

    /// Whether all there is to tell is that nodes that were told of before have left or returned.
    boolean onlyRecounts(Finding other) {
        return other.isTold()
                && gist().equals(other.gist())
                && !nodes().equals(other.nodes())
                && other.members.keySet().containsAll(members.keySet());
    }

    /// Whether other nodes are concerned than those last told.
    boolean isOwed() {
        return course.told().map(last -> last.whom() != whom()).orElse(false);
    }

    private int whom() {
        return nodes().hashCode();
    }

    private List<NodeId> nodes() {
        return concerned().stream().map(Member::node).toList();
    }

    /// All but who is concerned, and the title, which counts them.
    private List<Object> gist() {
        return List.of(
                course.status(),
                telling.severity(),
                telling.commonality(),
                telling.remedies(),
                parent,
                pagingNow(),
                attention,
                tally);
    }

    /// When time alone will change something about it.
    ///
    /// @param kept a resolved finding of which somebody was told is kept for so long
    Optional<Instant> deadline(Duration kept) {
        if (course.status() == Status.RESOLVED) {
            return Optional.of(isTold() ? course.lastSeen().plus(kept) : course.lastSeen());
        }
        var recount = isOwed() ? Optional.of(course.recountAt()) : Optional.<Instant>empty();
        return Stream.concat(course.overAt().stream(), recount.stream()).min(Instant::compareTo);
    }
}
