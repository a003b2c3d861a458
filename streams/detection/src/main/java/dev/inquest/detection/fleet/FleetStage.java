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
    public record Outcome(
            Optional<Seat> seat,
            List<Entered> entered,
            List<String> expired,
            Optional<Score> score) {

        static final Outcome NOTHING = Outcome.of(List.of(), List.of());

        private static Outcome of(List<Entered> entered, List<String> expired) {
            return new Outcome(Optional.empty(), entered, expired, Optional.empty());
        }
    }

    /// Takes in a node's place from the store.
    public void restore(Seat seat) {
        outlook.move(Optional.ofNullable(roster.put(seat.node(), seat)), Optional.of(seat));
    }

    /// Takes in how a cluster's forecasts fared from the store.
    public void restore(Score score) {
        outlook.restore(score);
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
        var before = Optional.ofNullable(roster.get(change.node()));
        var seat = seat(before, change);
        outlook.move(before, Optional.of(seat));
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
        return new Outcome(Optional.of(seat), List.copyOf(entered), List.of(), score);
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
            case CaseChange.Opened _ -> ledger.open(entry);
            case CaseChange.Closed _ -> ledger.close(entry);
        };
    }

    /// Time has passed in some partition; the furthest counts.
    public Outcome advance(Instant at) {
        if (!at.isAfter(now)) {
            return Outcome.NOTHING;
        }
        now = at;
        var entered = new ArrayList<>(ledger.advance(now));
        if (Duration.between(tidied, now).compareTo(HOUSEKEEPING) < 0) {
            return Outcome.of(entered, List.of());
        }
        tidied = now;
        entered.addAll(outlook.tell(ledger, roster, now));
        return Outcome.of(entered, ledger.expire(now));
    }

    /// All findings.
    public Collection<Finding> findings() {
        return ledger.findings();
    }

    /// Whether time alone will still change something.
    public boolean isPending() {
        return ledger.isPending() || outlook.isPending();
    }

    /// What was forecast for the panics of a cluster, and what happened.
    public Score score(String cluster) {
        return outlook.score(cluster);
    }
}
