package dev.inquest.detection.fleet;

import dev.inquest.detection.fleet.Ledger.Entered;
import dev.inquest.detection.fleet.Ledger.Passed;
import dev.inquest.detection.fleet.Order.Acknowledged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The findings as they stand. It gives each its next revision when a reader would care, keeps what
/// people said about it, and knows what is due: time costs only that.
final class Book {

    /// A resolved finding is kept for so long before it is dropped.
    static final Duration KEPT = Duration.ofDays(30);

    /// So many findings at once; a resolved one makes room for a new one, the longest-gone first.
    static final int MAX = 100_000;

    private final Map<String, Finding> findings = new TreeMap<>();
    private final Deadlines<String> deadlines = new Deadlines<>();
    private final Deadlines<String> expiries = new Deadlines<>();
    private final List<String> crowdedOut = new ArrayList<>();
    private final Silences silences = new Silences();
    private final Consumer<Finding> index;
    private final int most;
    private Instant now = Instant.EPOCH;

    /// @param index told of every finding as it is entered
    Book(Consumer<Finding> index) {
        this(index, MAX);
    }

    Book(Consumer<Finding> index, int most) {
        this.index = index;
        this.most = most;
    }

    void restore(Finding finding) {
        enter(finding.key().id(), finding);
    }

    void restore(Silence silence) {
        silences.keep(silence);
    }

    private void enter(String id, Finding finding) {
        findings.put(id, finding);
        crowdedOut.remove(id);
        var isResolved = finding.course().status() == Status.RESOLVED;
        var at = finding.deadline(KEPT);
        deadlines.set(id, at.filter(_ -> !isResolved));
        expiries.set(id, at.filter(_ -> isResolved));
        index.accept(finding);
        makeRoom();
    }

    private void makeRoom() {
        while (findings.size() > most) {
            var oldest = expiries.takeFirst();
            if (oldest.isEmpty()) {
                return;
            }
            findings.remove(oldest.get());
            crowdedOut.add(oldest.get());
        }
    }

    /// Whether a finding that nobody has to hear of can still be entered.
    boolean hasRoom() {
        return findings.size() < most || expiries.size() > 0;
    }

    Optional<Finding> find(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    /// All findings, by id.
    Collection<Finding> all() {
        return findings.values();
    }

    /// Begins a step.
    Changes change() {
        return new Changes();
    }

    /// It is at least that late.
    void pass(Instant at) {
        now = at.isAfter(now) ? at : now;
    }

    /// Time passes: what has been quiet for long enough is resolved, what was held back for a
    /// moment is told, silences end, and what is long over is dropped.
    Passed advance(Instant at) {
        pass(at);
        var changed = new Changes();
        var expired = new ArrayList<>(crowdedOut);
        crowdedOut.clear();
        for (var id : expiries.due(now)) {
            findings.remove(id);
            expired.add(id);
        }
        for (var id : deadlines.due(now)) {
            find(id).ifPresent(changed::due);
        }
        var lapsed = silences.end(now);
        if (!lapsed.isEmpty()) {
            attend(changed);
        }
        return new Passed(changed.list(), List.copyOf(expired), lapsed);
    }

    /// A person says something about findings.
    ///
    /// @throws IllegalArgumentException when that makes no sense
    List<Entered> obey(Order order) {
        var changed = new Changes();
        switch (order) {
            case Order.Acknowledge(var id, var by) -> acknowledge(id, Optional.of(by), changed);
            case Order.Unacknowledge(var id) -> acknowledge(id, Optional.empty(), changed);
            case Order.Keep(var silence) -> {
                silences.keep(silence);
                attend(changed);
            }
            case Order.Lift(var subject) -> {
                silences.lift(subject);
                attend(changed);
            }
        }
        return changed.list();
    }

    private void acknowledge(String id, Optional<Acknowledged> by, Changes changed) {
        var finding =
                find(id).orElseThrow(
                                () -> new IllegalArgumentException("there is no finding " + id));
        changed.put(Optional.of(finding), finding.with(finding.attention().by(by)));
    }

    /// People rarely say something, so all open findings may be looked at.
    private void attend(Changes changed) {
        for (var finding : List.copyOf(findings.values())) {
            if (finding.course().status() == Status.OPEN
                    && !silences.over(finding).equals(finding.attention().silenced())) {
                changed.put(Optional.of(finding), finding);
            }
        }
    }

    /// Whether time alone will still change something.
    boolean isPending() {
        return findings.values().stream()
                .filter(finding -> finding.course().status() == Status.OPEN)
                .anyMatch(finding -> finding.deadline(KEPT).isPresent());
    }

    /// Collects what changed, and gives each the next revision if a reader would care.
    final class Changes {
        private final Map<String, Entered> byId = new HashMap<>();

        void put(Optional<Finding> before, Finding after) {
            var attended = after.with(attention(before, after));
            var told = before.map(known -> isWorthTelling(known, attended)).orElse(true);
            keep(attended, told);
        }

        /// Its time has come: it is resolved, or what was held back is told.
        void due(Finding finding) {
            if (finding.course().overAt().map(over -> !over.isAfter(now)).orElse(false)) {
                put(Optional.of(finding), finding.with(finding.course().resolved(now)));
            } else {
                keep(finding, finding.isOwed() && !finding.course().recountAt().isAfter(now));
            }
        }

        private void keep(Finding finding, boolean told) {
            var isTold = told && finding.isTellable();
            var kept = isTold ? finding.toldAt(now) : finding;
            var id = kept.key().id();
            enter(id, kept);
            var earlier = Optional.ofNullable(byId.get(id)).map(Entered::told).orElse(false);
            byId.put(id, new Entered(kept, isTold || earlier));
        }

        private boolean isWorthTelling(Finding before, Finding after) {
            return after.isNewsAfter(before)
                    && (!after.onlyRecounts(before) || !after.course().recountAt().isAfter(now));
        }

        /// Who has taken a finding on has not taken on its return.
        private Attention attention(Optional<Finding> before, Finding after) {
            var returns =
                    before.map(known -> known.course().status() == Status.RESOLVED).orElse(false)
                            && after.course().status() == Status.OPEN;
            var acknowledged =
                    returns ? Optional.<Acknowledged>empty() : after.attention().acknowledged();
            return new Attention(acknowledged, silences.over(after));
        }

        /// Parents first, so that no child is told before the finding that speaks for it.
        List<Entered> list() {
            return byId.values().stream()
                    .sorted(
                            Comparator.comparing((Entered entered) ->
                                            entered.finding().parent().isPresent())
                                    .thenComparing(entered -> entered.finding().key().id()))
                    .toList();
        }
    }
}
