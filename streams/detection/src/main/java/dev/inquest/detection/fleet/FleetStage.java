package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
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
    private final Map<NodeId, Seat> roster = new HashMap<>();
    private final HeldBack heldBack;
    private final Offers offers = new Offers();
    private final Cohorts cohorts = new Cohorts(roster.values());
    private Instant now = Instant.EPOCH;
    private Instant tidied = Instant.EPOCH;

    public FleetStage(Ledger ledger) {
        this(ledger, CrashDumpGuide.NONE);
    }

    public FleetStage(Ledger ledger, CrashDumpGuide guide) {
        this.ledger = ledger;
        this.outlook = new Outlook(guide);
        this.heldBack = new HeldBack(ledger, roster);
    }

    /// What a step changed.
    ///
    /// @param seat the node's new place, if it has one; none when it was forgotten
    /// @param entered findings to store, and to publish where they are to be told
    /// @param expired ids of findings to drop
    /// @param score forecasts held against what happened, if that changed
    /// @param cases cases of incidents to store
    /// @param gone keys of those to drop
    /// @param tried how long values have been tried, to store
    /// @param withheld what mass silences hold back
    /// @param lapsed silences that are over
    public record Outcome(
            Optional<Seat> seat,
            List<Entered> entered,
            List<String> expired,
            Optional<Score> score,
            List<CohortCase> cases,
            List<String> gone,
            List<Tried> tried,
            Withheld withheld,
            List<Silence.Subject> lapsed) {

        static final Outcome NOTHING =
                new Outcome(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Withheld.NOTHING,
                        List.of());
    }

    /// Takes in a node's place from the store.
    public void restore(Seat seat) {
        var before = Optional.ofNullable(roster.put(seat.node(), seat));
        outlook.move(before, Optional.of(seat));
        heldBack.move(before, Optional.of(seat));
        offers.move(before, Optional.of(seat));
    }

    /// Takes in a mass silence from the store.
    public void restore(Blackout blackout) {
        heldBack.restore(blackout);
    }

    /// Takes in a verdict that is held back from the store.
    public void restoreHeld(Change change) {
        heldBack.restore(change);
    }

    /// Takes in how a cluster's forecasts fared from the store.
    public void restore(Score score) {
        outlook.restore(score);
    }

    /// Takes in a case of an incident from the store.
    public void restore(CohortCase stored) {
        cohorts.restore(stored);
    }

    /// Takes in how long values have been tried from the store.
    public void restore(Tried before) {
        cohorts.restore(before);
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
        cohorts.begin(findings(), change.at());
        var before = Optional.ofNullable(roster.get(change.node()));
        var seat = Seat.after(before, change);
        outlook.move(before, Optional.of(seat));
        heldBack.move(before, Optional.of(seat));
        offers.move(before, Optional.of(seat));
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
        return outcome(Optional.of(seat), entered, List.of(), score, List.of());
    }

    private List<Entered> enter(Change change, Seat seat, CaseChange about) {
        var entry = entry(change, seat, about.about());
        if (isHang(entry) && isHeldBack(change, seat, about)) {
            return List.of();
        }
        return switch (about) {
            case CaseChange.Opened _ -> ledger.open(entry, fails(change, entry));
            case CaseChange.Closed _ -> {
                ledger.incident(entry)
                        .ifPresent(incident -> cohorts.close(incident.key().id(), change));
                yield ledger.close(entry);
            }
        };
    }

    private boolean isHeldBack(Change change, Seat seat, CaseChange about) {
        return switch (about) {
            case CaseChange.Opened _ -> heldBack.holds(change, seat);
            case CaseChange.Closed _ -> heldBack.free(change.node());
        };
    }

    /// Verdicts that were held back and still stand are given after all.
    private List<Entered> release(List<Change> released) {
        return released.stream()
                .flatMap(change ->
                        change.cases().stream()
                                .filter(about -> about.about().pattern().equals(HungCohort.MEMBERS))
                                .flatMap(about ->
                                        Optional.ofNullable(roster.get(change.node())).stream()
                                                .flatMap(seat ->
                                                        enter(change, seat, about).stream())))
                .toList();
    }

    private static Entry entry(Change change, Seat seat, Case about) {
        return new Entry(
                change.node(),
                seat.zone(),
                change.at(),
                about.since().or(change::onset).orElse(change.at()),
                change.witnessed(),
                about);
    }

    private Optional<Answer> fails(Change change, Entry entry) {
        var at = change.at().isAfter(now) ? change.at() : now;
        return ledger.incident(entry)
                .flatMap(incident -> cohorts.open(incident, entry, isProven(change, entry), at));
    }

    private static boolean isHang(Entry entry) {
        return entry.about().pattern().equals(HungCohort.MEMBERS);
    }

    /// A node that only vanished proves little; one that crashed before it vanished did fail.
    private static boolean isProven(Change change, Entry entry) {
        if (!isHang(entry) || change.to() != StateName.LOST) {
            return true;
        }
        return switch (change.from()) {
            case PANICKED, DUMPING, HUNG -> true;
            default -> false;
        };
    }

    private Outcome outcome(
            Optional<Seat> seat,
            List<Entered> entered,
            List<String> expired,
            Optional<Score> score,
            List<Silence.Subject> lapsed) {
        var kept = cohorts.takeKept();
        return new Outcome(
                seat,
                List.copyOf(entered),
                expired,
                score,
                kept.cases(),
                kept.gone(),
                kept.tried(),
                heldBack.take(),
                lapsed);
    }

    /// Time has passed in some partition; the furthest counts.
    public Outcome advance(Instant at) {
        if (!at.isAfter(now)) {
            return Outcome.NOTHING;
        }
        now = at;
        cohorts.begin(findings(), now);
        var passed = ledger.advance(now);
        var entered = new ArrayList<>(passed.entered());
        var released = new ArrayList<Change>();
        entered.addAll(heldBack.advance(now, released));
        entered.addAll(release(released));
        cohorts.advance(ledger::finding, now)
                .forEach((incident, answer) -> entered.addAll(ledger.answer(incident, answer)));
        if (Duration.between(tidied, now).compareTo(HOUSEKEEPING) >= 0) {
            tidied = now;
            entered.addAll(outlook.tell(ledger, roster, now));
        }
        return outcome(
                Optional.empty(), entered, passed.expired(), Optional.empty(), passed.lapsed());
    }

    /// A person says something about findings.
    ///
    /// @throws IllegalArgumentException when that makes no sense
    public Outcome obey(Order order) {
        return outcome(
                Optional.empty(), ledger.obey(order), List.of(), Optional.empty(), List.of());
    }

    /// All findings.
    public Collection<Finding> findings() {
        return ledger.findings();
    }

    /// Whether time alone will still change something.
    public boolean isPending() {
        return ledger.isPending() || outlook.isPending() || cohorts.isPending();
    }

    /// Whether rollouts may go on, as of the answers of now.
    public Guard guard() {
        return Guard.of(now, offers.values(), findings());
    }

    /// What was forecast for the panics of a cluster, and what happened.
    public Score score(String cluster) {
        return outlook.score(cluster);
    }
}
