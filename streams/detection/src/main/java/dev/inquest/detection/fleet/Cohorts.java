package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.NodeHours;
import dev.inquest.detection.cohort.matched.Onset;
import dev.inquest.detection.cohort.remedy.Alternatives;
import dev.inquest.detection.cohort.roster.Entry;
import dev.inquest.detection.cohort.roster.Health;
import dev.inquest.detection.cohort.roster.Roster;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Asks of every open incident what its nodes have in common: knows who is at risk, compares each
/// failing node with others of its cluster, and works the answer out at most once a second of
/// detection time.
final class Cohorts {

    private static final Rules RULES =
            Rules.DEFAULT.asking(Set.of(Compared.IMAGE, Compared.REVISION));

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Answers change with time alone, too: a cause is over once its carriers are back.
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Duration RARELY = Duration.ofMinutes(10);

    private final Collection<Seat> seats;
    private final Map<String, Roster> rosters = new HashMap<>();
    private final Map<String, Inquiry> inquiries = new TreeMap<>();
    private final List<Tried> stored = new ArrayList<>();
    private final Map<String, Instant> counting = new HashMap<>();
    private Optional<Instant> began = Optional.empty();
    private Instant noted = Instant.EPOCH;

    private List<CohortCase> cases = new ArrayList<>();
    private List<String> gone = new ArrayList<>();
    private List<Tried> tried = new ArrayList<>();

    /// @param seats where all nodes stand, as they change
    Cohorts(Collection<Seat> seats) {
        this.seats = seats;
    }

    /// What has to be stored, and what is no longer needed, besides the answers.
    record Kept(List<CohortCase> cases, List<String> gone, List<Tried> tried) {}

    /// One open incident.
    private static final class Inquiry {
        private final String cluster;
        private final Incident incident = new Incident(RULES);
        private Optional<String> workload = Optional.empty();
        private Instant asked = Instant.EPOCH;
        private boolean owed;

        private Inquiry(String cluster) {
            this.cluster = cluster;
        }
    }

    /// Takes in a case from the store.
    void restore(CohortCase stored) {
        inquiry(stored.cohort(), stored.node().cluster()).incident.add(stored.matched());
    }

    /// Takes in how long values have been tried from the store.
    void restore(Tried before) {
        stored.add(before);
    }

    /// The first thing heard. All that is known of nodes comes from the store, and holds from now:
    /// what was before is not known.
    void begin(Collection<Finding> findings, Instant at) {
        if (began.isPresent()) {
            return;
        }
        began = Optional.of(at);
        seats.forEach(seat ->
                roster(seat.node().cluster())
                        .restore(entry(seat, at, Optional.of(Compared.items(seat)))));
        for (var before : stored) {
            before.addTo(roster(before.cluster()));
            counting.merge(before.cluster(), before.since(), Cohorts::earlier);
        }
        stored.clear();
        findings.forEach(finding ->
                Optional.ofNullable(inquiries.get(finding.key().id()))
                        .ifPresent(inquiry -> begin(inquiry, finding, at)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void begin(Inquiry inquiry, Finding finding, Instant at) {
        watch(inquiry, finding);
        finding.members().values().stream()
                .filter(member -> !member.open())
                .forEach(member -> inquiry.incident.recover(member.node(), at));
    }

    /// From now on it is followed who runs the workload in question.
    private void watch(Inquiry inquiry, Finding finding) {
        if (inquiry.workload.isPresent()) {
            return;
        }
        inquiry.workload = finding.about().flatMap(CohortFinding::exposed);
        inquiry.workload
                .filter(workload -> !roster(inquiry.cluster).watches(workload))
                .ifPresent(workload ->
                        seats.stream()
                                .filter(seat -> seat.node().cluster().equals(inquiry.cluster))
                                .forEach(seat -> runs(seat, workload)));
    }

    private void runs(Seat seat, String workload) {
        var versions = Compared.versions(seat, workload);
        var _ =
                roster(seat.node().cluster())
                        .runs(
                                seat.node(),
                                workload,
                                versions.isPresent(),
                                versions.orElse(List.of()));
    }

    /// A node has changed.
    void move(Seat seat, Change change) {
        var roster = roster(seat.node().cluster());
        if (change.to() == StateName.FORGOTTEN) {
            roster.forget(change.node(), change.at());
            return;
        }
        var since = isAtRisk(change.to()) ? change.at() : change.onset().orElse(change.at());
        var changed = change.attributes().isPresent() || change.inventory().isPresent();
        var items = changed ? Optional.of(Compared.items(seat)) : Optional.<List<Item>>empty();
        roster.update(entry(seat, since, items));
        if (change.inventory().isPresent()) {
            inquiries.values().stream()
                    .filter(inquiry -> inquiry.cluster.equals(seat.node().cluster()))
                    .flatMap(inquiry -> inquiry.workload.stream())
                    .forEach(workload -> runs(seat, workload));
        }
    }

    private static Entry entry(Seat seat, Instant since, Optional<List<Item>> items) {
        return new Entry(seat.node(), seat.number(), since, health(seat), items);
    }

    private static Health health(Seat seat) {
        if (isAtRisk(seat.state())) {
            return seat.attributes().isEmpty() ? Health.AWAY : Health.AT_RISK;
        }
        return switch (seat.state()) {
            case WEDGED, PANICKED, DUMPING, HUNG, LOST -> Health.FAILING;
            default -> Health.AWAY;
        };
    }

    private static boolean isAtRisk(StateName state) {
        return state == StateName.LIVE || state == StateName.REBOOTED;
    }

    /// A node of an incident fails.
    ///
    /// @param proven whether it may count towards more than a suspicion
    /// @return what its nodes share now, unless that was asked less than a second ago
    Optional<Answer> open(Finding finding, Ledger.Entry entry, boolean proven, Instant now) {
        var node = entry.node();
        var cohort = finding.key().id();
        var inquiry = inquiry(cohort, node.cluster());
        watch(inquiry, finding);
        var workload = inquiry.workload;
        var roster = roster(node.cluster());
        // Not known who runs it: then whatever tells its nodes from all others would be blamed.
        var comparable = workload.map(roster::watches).orElse(true);
        var onset = new Onset(cohort, node, entry.onset(), proven && comparable);
        var incident = inquiry.incident;
        var set = roster.draw(onset, workload, incident::hasCase);
        var added = incident.add(set);
        if (!added.taken()) {
            return Optional.empty();
        }
        if (!added.dropped().equals(Optional.of(onset))) {
            cases.add(CohortCase.of(set));
        }
        added.dropped().ifPresent(one -> gone.add(CohortCase.key(cohort, one.node())));
        inquiry.owed = true;
        return ask(inquiry, now);
    }

    /// A node leaves the condition. One that is heard again in the same boot had not hung after
    /// all.
    void close(String cohort, Change change) {
        var inquiry = inquiries.get(cohort);
        if (inquiry == null || !inquiry.incident.hasCase(change.node())) {
            return;
        }
        if (change.isMove() && change.to() == StateName.LIVE) {
            inquiry.incident.withdraw(change.node());
            gone.add(CohortCase.key(cohort, change.node()));
        } else {
            inquiry.incident.recover(change.node(), change.at());
        }
        inquiry.owed = true;
    }

    /// Time has passed: answers that are owed, by incident.
    Map<String, Answer> advance(Function<String, Optional<Finding>> findings, Instant now) {
        rosters.values().forEach(roster -> roster.advance(now));
        note(now);
        var answers = new TreeMap<String, Answer>();
        for (var cohort : List.copyOf(inquiries.keySet())) {
            var finding =
                    findings.apply(cohort).filter(one -> one.course().status() == Status.OPEN);
            var inquiry = inquiries.get(cohort);
            if (finding.isEmpty() || inquiry == null) {
                drop(cohort);
                continue;
            }
            ask(inquiry, now).ifPresent(answer -> answers.put(cohort, answer));
        }
        return answers;
    }

    /// What values have been tried is noted now and then; since the last note it would be lost.
    private void note(Instant now) {
        if (Duration.between(noted, now).compareTo(inquiries.isEmpty() ? RARELY : AGAIN) < 0) {
            return;
        }
        noted = now;
        rosters.forEach((cluster, roster) ->
                tried.addAll(Tried.of(cluster, roster, since(cluster, now), now)));
    }

    private void drop(String cohort) {
        var closed = inquiries.remove(cohort);
        if (closed != null) {
            closed.incident.nodes().forEach(node -> gone.add(CohortCase.key(cohort, node)));
            closed.workload.ifPresent(roster(closed.cluster)::unwatch);
        }
    }

    private Optional<Answer> ask(Inquiry inquiry, Instant now) {
        var due = inquiry.asked.plus(inquiry.owed ? PAUSE : AGAIN);
        if (now.isBefore(due)) {
            return Optional.empty();
        }
        inquiry.asked = now;
        inquiry.owed = false;
        var roster = roster(inquiry.cluster);
        var from = from(inquiry.cluster, now);
        var alternatives = new Alternatives(roster, inquiry.incident, from, now);
        return Optional.of(
                new Explanation(roster, inquiry.incident, inquiry.workload, alternatives)
                        .of(inquiry.incident.evaluate(now)));
    }

    private Instant from(String cluster, Instant now) {
        var oldest = now.minus(NodeHours.KEPT);
        var since = since(cluster, now);
        return since.isAfter(oldest) ? since : oldest;
    }

    /// Since when node-hours of a cluster are known.
    private Instant since(String cluster, Instant now) {
        return counting.getOrDefault(cluster, began.orElse(now));
    }

    private Roster roster(String cluster) {
        return rosters.computeIfAbsent(cluster, _ -> new Roster());
    }

    private Inquiry inquiry(String cohort, String cluster) {
        return inquiries.computeIfAbsent(cohort, _ -> new Inquiry(cluster));
    }

    /// What has changed since this was last asked.
    Kept takeKept() {
        var kept = new Kept(List.copyOf(cases), List.copyOf(gone), List.copyOf(tried));
        cases = new ArrayList<>();
        gone = new ArrayList<>();
        tried = new ArrayList<>();
        return kept;
    }

    /// Whether an answer is owed.
    boolean isPending() {
        return inquiries.values().stream().anyMatch(inquiry -> inquiry.owed);
    }
}
