package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Ledger.Entered;
import dev.inquest.detection.node.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds back verdicts that rest on absence alone while many nodes are silent at once, and lets go
/// of those that still stand once that is over.
final class HeldBack {

    private final Ledger ledger;
    private final Map<NodeId, Seat> roster;
    private final MassSilence silence = new MassSilence();
    private final Map<NodeId, Change> held = new TreeMap<>();

    private List<Blackout> standing = new ArrayList<>();
    private List<String> over = new ArrayList<>();
    private List<Change> kept = new ArrayList<>();
    private List<NodeId> freed = new ArrayList<>();

    HeldBack(Ledger ledger, Map<NodeId, Seat> roster) {
        this.ledger = ledger;
        this.roster = roster;
    }

    void restore(Blackout blackout) {
        silence.restore(blackout);
    }

    void restore(Change change) {
        held.put(change.node(), change);
    }

    void move(Optional<Seat> before, Optional<Seat> after) {
        silence.move(before, after);
    }

    /// A node is said to hang.
    ///
    /// @return whether that is held back: nothing says so but its absence, among many
    boolean holds(Change change, Seat seat) {
        if (!restsOnAbsence(change) || silence.around(seat).isEmpty() || isTold(change.node())) {
            free(change.node());
            return false;
        }
        held.put(change.node(), change);
        kept.add(change);
        return true;
    }

    /// A node no longer hangs.
    ///
    /// @return whether that it did was held back, so that nobody needs to know
    boolean free(NodeId node) {
        if (held.remove(node) == null) {
            return false;
        }
        freed.add(node);
        return true;
    }

    private static boolean restsOnAbsence(Change change) {
        return switch (change.to()) {
            case SILENT, ISOLATED, HUNG, LOST ->
                    switch (change.from()) {
                        case PANICKED, DUMPING -> false;
                        default -> true;
                    };
            default -> false;
        };
    }

    /// What was told before many fell silent stays told.
    private boolean isTold(NodeId node) {
        return ledger.finding(FindingKey.ofNode(HungCohort.MEMBERS, node).id())
                .map(Finding::holds)
                .orElse(false);
    }

    /// Time has passed.
    ///
    /// @param released collects verdicts that are no longer held back
    List<Entered> advance(Instant now, Collection<Change> released) {
        var entered = new ArrayList<Entered>();
        for (var blackout : silence.look(now)) {
            if (silence.isOver(blackout)) {
                entered.addAll(end(blackout, now, released));
            } else {
                standing.add(blackout);
                entered.addAll(tell(blackout, now));
            }
        }
        silence.standing().forEach(blackout -> entered.addAll(adopt(blackout)));
        return entered;
    }

    private List<Entered> tell(Blackout blackout, Instant now) {
        var before = ledger.finding(blackout.id());
        var silent = silence.silent(blackout);
        var after =
                ZoneSilent.of(
                        before, blackout, silent, zones(silent), silence.heard(blackout), now);
        return before.isPresent() && !isNews(before.get(), after) ? List.of() : ledger.enter(after);
    }

    private static boolean isNews(Finding before, Finding after) {
        return before.course().quietSince().isPresent()
                || after.tally().orElseThrow().isFarFrom(before.tally().orElseThrow());
    }

    private Map<String, Integer> zones(Collection<NodeId> nodes) {
        var zones = new TreeMap<String, Integer>();
        nodes.stream()
                .flatMap(node -> Optional.ofNullable(roster.get(node)).stream())
                .forEach(seat -> zones.merge(seat.zone(), 1, Integer::sum));
        return zones;
    }

    private List<Entered> end(Blackout blackout, Instant now, Collection<Change> released) {
        silence.end(blackout);
        over.add(blackout.id());
        for (var change : List.copyOf(held.values())) {
            if (around(change.node()).isEmpty()) {
                released.add(change);
                free(change.node());
            }
        }
        var entered = new ArrayList<>(ledger.orphan(blackout.id()));
        ledger.finding(blackout.id())
                .map(finding -> finding.with(finding.course().quiet(now)))
                .ifPresent(quiet -> entered.addAll(ledger.enter(quiet)));
        return entered;
    }

    private Optional<Blackout> around(NodeId node) {
        return Optional.ofNullable(roster.get(node)).flatMap(silence::around);
    }

    /// Where half of the hung nodes are among those that fell silent at once, it is one incident.
    private List<Entered> adopt(Blackout blackout) {
        return ledger.openCohort(blackout.cluster())
                .filter(cohort -> cohort.parent().isEmpty())
                .filter(cohort -> isMostly(cohort, blackout))
                .map(cohort -> ledger.adopt(cohort, blackout.id()))
                .orElse(List.of());
    }

    private boolean isMostly(Finding cohort, Blackout blackout) {
        var nodes = cohort.concerned();
        var among =
                nodes.stream()
                        .filter(member -> around(member.node()).equals(Optional.of(blackout)))
                        .count();
        return 2 * among >= nodes.size();
    }

    /// What has changed since this was last asked.
    Withheld take() {
        if (standing.isEmpty() && over.isEmpty() && kept.isEmpty() && freed.isEmpty()) {
            return Withheld.NOTHING;
        }
        var taken =
                new Withheld(
                        List.copyOf(standing),
                        List.copyOf(over),
                        List.copyOf(kept),
                        List.copyOf(freed));
        standing = new ArrayList<>();
        over = new ArrayList<>();
        kept = new ArrayList<>();
        freed = new ArrayList<>();
        return taken;
    }
}
