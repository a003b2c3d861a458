package dev.inquest.detection.fleet;

import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.Rules;
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
import java.util.TreeMap;
import java.util.function.Function;

/// Asks of every open incident what its nodes have in common: knows who is at risk, compares each
/// failing node with others of its cluster, and works the answer out at most once a second of
/// detection time.
final class Cohorts {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Answers change with time alone, too: a cause is over once its carriers are back.
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Map<String, Roster> rosters = new HashMap<>();
    private final Map<String, Inquiry> inquiries = new TreeMap<>();
    private Optional<Instant> began = Optional.empty();

    private List<CohortCase> cases = new ArrayList<>();
    private List<String> gone = new ArrayList<>();

    /// What has to be stored, and what is no longer needed, besides the answers.
    record Kept(List<CohortCase> cases, List<String> gone) {}

    /// One open incident.
    private static final class Inquiry {
        private final String cluster;
        private final Incident incident = new Incident(Rules.DEFAULT);
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

    /// The first thing heard. All that is known of nodes comes from the store, and holds from now:
    /// what was before is not known.
    void begin(Collection<Seat> seats, Collection<Finding> findings, Instant at) {
        if (began.isPresent()) {
            return;
        }
        began = Optional.of(at);
        seats.forEach(seat ->
                roster(seat.node().cluster())
                        .restore(entry(seat, at, Optional.of(seat.attributes()))));
        findings.forEach(finding ->
                Optional.ofNullable(inquiries.get(finding.key().id()))
                        .ifPresent(inquiry -> recover(inquiry.incident, finding, at)));
    }

    private static void recover(Incident incident, Finding finding, Instant at) {
        finding.members().values().stream()
                .filter(member -> !member.open())
                .forEach(member -> incident.recover(member.node(), at));
    }

    /// A node has changed.
    void move(Seat seat, Change change) {
        var roster = roster(seat.node().cluster());
        if (change.to() == StateName.FORGOTTEN) {
            roster.forget(change.node(), change.at());
            return;
        }
        var since = isAtRisk(change.to()) ? change.at() : change.onset().orElse(change.at());
        roster.update(entry(seat, since, change.attributes()));
    }

    private static Entry entry(Seat seat, Instant since, Optional<Map<String, String>> changed) {
        return new Entry(
                seat.node(), seat.number(), since, health(seat), changed.map(Compared::items));
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
    /// @return what its nodes share now, unless that was asked less than a second ago
    Optional<Answer> open(Finding finding, Change change, Instant now) {
        var node = change.node();
        var cohort = finding.key().id();
        var inquiry = inquiry(cohort, node.cluster());
        var onset = new Onset(cohort, node, change.onset().orElse(change.at()), isProven(change));
        var incident = inquiry.incident;
        var set = roster(node.cluster()).draw(onset, Optional.empty(), incident::hasCase);
        var added = incident.add(set);
        if (!added.taken()) {
            return Optional.empty();
        }
        if (!added.dropped().equals(Optional.of(onset))) {
            cases.add(CohortCase.of(set));
        }
        added.dropped().ifPresent(one -> gone.add(CohortCase.key(cohort, one.node())));
        inquiry.owed = true;
        return ask(inquiry, finding, now);
    }

    /// A node that only vanished proves little; one that crashed before it vanished did fail.
    private static boolean isProven(Change change) {
        return switch (change.to()) {
            case LOST ->
                    switch (change.from()) {
                        case PANICKED, DUMPING, HUNG -> true;
                        default -> false;
                    };
            default -> true;
        };
    }

    /// A node leaves the condition. One that is heard again in the same boot had not hung after
    /// all.
    void close(String cohort, Change change) {
        var inquiry = inquiries.get(cohort);
        if (inquiry == null || !inquiry.incident.hasCase(change.node())) {
            return;
        }
        if (change.to() == StateName.LIVE) {
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
        var answers = new TreeMap<String, Answer>();
        for (var cohort : List.copyOf(inquiries.keySet())) {
            var finding =
                    findings.apply(cohort).filter(one -> one.course().status() == Status.OPEN);
            var inquiry = inquiries.get(cohort);
            if (finding.isEmpty() || inquiry == null) {
                drop(cohort);
                continue;
            }
            ask(inquiry, finding.get(), now).ifPresent(answer -> answers.put(cohort, answer));
        }
        return answers;
    }

    private void drop(String cohort) {
        var closed = inquiries.remove(cohort);
        if (closed != null) {
            closed.incident.nodes().forEach(node -> gone.add(CohortCase.key(cohort, node)));
        }
    }

    private Optional<Answer> ask(Inquiry inquiry, Finding finding, Instant now) {
        var due = inquiry.asked.plus(inquiry.owed ? PAUSE : AGAIN);
        if (now.isBefore(due)) {
            return Optional.empty();
        }
        inquiry.asked = now;
        inquiry.owed = false;
        var roster = roster(inquiry.cluster);
        var from = from(now);
        var alternatives = new Alternatives(roster, inquiry.incident, from, now);
        var answer =
                new Explanation(roster, inquiry.incident, alternatives)
                        .of(inquiry.incident.evaluate(now));
        // Node-hours begin anew with every start; what they said before the restart still holds.
        var before = finding.telling().answer();
        boolean tooYoung =
                from.isAfter(finding.course().firstSeen())
                        && answer.statement().equals(before.statement());
        return Optional.of(tooYoung ? answer.withRemedyOf(before) : answer);
    }

    private Instant from(Instant now) {
        var oldest = now.minus(NodeHours.KEPT);
        return began.filter(start -> start.isAfter(oldest)).orElse(oldest);
    }

    private Roster roster(String cluster) {
        return rosters.computeIfAbsent(cluster, _ -> new Roster());
    }

    private Inquiry inquiry(String cohort, String cluster) {
        return inquiries.computeIfAbsent(cohort, _ -> new Inquiry(cluster));
    }

    /// What has changed since this was last asked.
    Kept takeKept() {
        var kept = new Kept(List.copyOf(cases), List.copyOf(gone));
        cases = new ArrayList<>();
        gone = new ArrayList<>();
        return kept;
    }

    /// Whether an answer is owed.
    boolean isPending() {
        return inquiries.values().stream().anyMatch(inquiry -> inquiry.owed);
    }
}
