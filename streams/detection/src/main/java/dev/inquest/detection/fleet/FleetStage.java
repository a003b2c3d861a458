package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Ledger.Entered;
import dev.inquest.detection.fleet.Ledger.Entry;
import dev.inquest.detection.forecast.CrashDumpGuide;
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

/// The whole fleet in one place: who is there, and what was found.
///
/// It takes changes of nodes in the order of their topic, ignores repetitions by their number, and
/// answers with the findings that are to be told.
public final class FleetStage {

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Outlook outlook;
    private final Cohorts cohorts = new Cohorts();
    private final Map<NodeId, Seat> roster = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private Instant tidied = Instant.EPOCH;

    public FleetStage(Ledger ledger) {
        this(ledger, CrashDumpGuide.NONE);
    }

    public FleetStage(Ledger ledger, CrashDumpGuide guide) {
        this.ledger = ledger;
        this.outlook = new Outlook(guide);
    }

    /// What a step changed.
    ///
    /// @param seat the node's new place, if it has one; none when it was forgotten
    /// @param entered findings to store, and to publish where they are to be told
    /// @param expired ids of findings to drop
    /// @param score forecasts held against what happened, if that changed
    /// @param cases cases of incidents to store
    /// @param gone keys of those to drop
    public record Outcome(
            Optional<Seat> seat,
            List<Entered> entered,
            List<String> expired,
            Optional<Score> score,
            List<CohortCase> cases,
            List<String> gone) {

        static final Outcome NOTHING =
                new Outcome(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of());
    }

    /// Takes in a node's place from the store.
    public void restore(Seat seat) {
        outlook.move(Optional.ofNullable(roster.put(seat.node(), seat)), Optional.of(seat));
    }

    /// Takes in how a cluster's forecasts fared from the store.
    public void restore(Score score) {
        outlook.restore(score);
    }

    /// Takes in a case of an incident from the store.
    public void restore(CohortCase stored) {
        cohorts.restore(stored);
    }

    /// Whether this change was taken in before.
    public boolean isRepetition(Change change) {
        var seat = roster.get(change.node());
        return seat != null && change.number() <= seat.number();
    }

    /// A node has changed.
    public Outcome apply(Change change) {
        if (isRepetition(change)) {
            return Outcome.NOTHING;
        }
        cohorts.begin(roster.values(), findings(), change.at());
        var before = Optional.ofNullable(roster.get(change.node()));
        var seat = seat(before, change);
        outlook.move(before, Optional.of(seat));
        cohorts.move(seat, change);
        if (change.to() == StateName.FORGOTTEN) {
            roster.remove(change.node());
        } else {
            roster.put(change.node(), seat);
        }
        var entered = new ArrayList<Entered>();
        for (var about : change.cases()) {
            entered.addAll(enter(change, seat, about));
        }
        var score = before.flatMap(was -> outlook.score(was, change));
        return outcome(Optional.of(seat), entered, List.of(), score);
    }

    private static Seat seat(Optional<Seat> before, Change change) {
        var attributes =
                change.attributes().or(() -> before.map(Seat::attributes)).orElse(Map.of());
        return new Seat(change.node(), change.to(), change.number(), attributes);
    }

    private List<Entered> enter(Change change, Seat seat, CaseChange about) {
        var entry =
                new Entry(
                        change.node(),
                        seat.zone(),
                        change.at(),
                        change.onset().orElse(change.at()),
                        change.witnessed(),
                        about.about());
        return switch (about) {
            case CaseChange.Opened _ -> ledger.open(entry, fails(change, entry));
            case CaseChange.Closed _ -> {
                if (isHang(entry)) {
                    cohorts.close(ledger.incident(entry).key().id(), change);
                }
                yield ledger.close(entry);
            }
        };
    }

    private Optional<Answer> fails(Change change, Entry entry) {
        if (!isHang(entry)) {
            return Optional.empty();
        }
        var incident = ledger.incident(entry);
        var at = change.at().isAfter(now) ? change.at() : now;
        return cohorts.open(incident, change, at);
    }

    private static boolean isHang(Entry entry) {
        return entry.about().pattern().equals(HungCohort.MEMBERS);
    }

    private Outcome outcome(
            Optional<Seat> seat,
            List<Entered> entered,
            List<String> expired,
            Optional<Score> score) {
        var kept = cohorts.takeKept();
        return new Outcome(seat, List.copyOf(entered), expired, score, kept.cases(), kept.gone());
    }

    /// Time has passed in some partition; the furthest counts.
    public Outcome advance(Instant at) {
        if (!at.isAfter(now)) {
            return Outcome.NOTHING;
        }
        now = at;
        cohorts.begin(roster.values(), findings(), now);
        var entered = new ArrayList<>(ledger.advance(now));
        cohorts.advance(ledger::finding, now)
                .forEach((incident, answer) -> entered.addAll(ledger.answer(incident, answer)));
        if (Duration.between(tidied, now).compareTo(HOUSEKEEPING) < 0) {
            return outcome(Optional.empty(), entered, List.of(), Optional.empty());
        }
        tidied = now;
        entered.addAll(outlook.tell(ledger, roster, now));
        return outcome(Optional.empty(), entered, ledger.expire(now), Optional.empty());
    }

    /// All findings.
    public Collection<Finding> findings() {
        return ledger.findings();
    }

    /// Whether time alone will still change something.
    public boolean isPending() {
        return ledger.isPending() || outlook.isPending() || cohorts.isPending();
    }

    /// What was forecast for the panics of a cluster, and what happened.
    public Score score(String cluster) {
        return outlook.score(cluster);
    }
}
