package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.pattern.NodePattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the findings: rolls cases up, gives an incident one parent, revises only when a reader
/// would care, and resolves what has been quiet for long enough.
public final class Ledger {

    /// A condition that has been gone for so long is resolved.
    public static final Duration RESOLVE_AFTER = Duration.ofMinutes(5);

    /// A resolved finding is kept for so long before it is dropped.
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Optional<String> NO_PARENT = Optional.empty();

    private final Map<String, NodePattern<?>> patterns;
    private final Map<String, Finding> findings = new TreeMap<>();

    public Ledger(List<NodePattern<?>> patterns) {
        this.patterns =
                patterns.stream().collect(Collectors.toMap(NodePattern::id, Function.identity()));
    }

    /// A node's case, with where it stands in the fleet.
    record Entry(
            NodeId node, String zone, Instant at, Instant onset, boolean witnessed, Case about) {}

    /// Takes in a finding from the store, as it was left.
    public void restore(Finding finding) {
        findings.put(finding.key().id(), finding);
    }

    /// A case opens or is told again.
    ///
    /// @param answer what the nodes of its incident share now, if that was asked
    List<Entered> open(Entry entry, Optional<Answer> answer) {
        var pattern = patterns.get(entry.about().pattern());
        if (pattern == null) {
            return List.of();
        }
        var changed = new Changes();
        var parent =
                isOfIncident(pattern, entry)
                        ? Optional.of(join(entry, answer, changed))
                        : NO_PARENT;
        var key = key(pattern, entry);
        var before = Optional.ofNullable(findings.get(key.id()));
        if (before.isEmpty() && parent.map(this::isFull).orElse(false)) {
            return changed.list();
        }
        var after = Rollup.add(before, key, pattern.scope(), entry);
        changed.put(before, parent.map(after::under).orElse(after));
        return changed.list();
    }

    /// What the nodes of an incident share was asked again.
    List<Entered> answer(String incident, Answer answer) {
        var changed = new Changes();
        finding(incident)
                .filter(finding -> answer.isNewsAfter(finding.telling().answer()))
                .ifPresent(finding ->
                        changed.put(Optional.of(finding), HungCohort.tell(finding, answer)));
        return changed.list();
    }

    /// Takes in a finding whose nodes are counted elsewhere.
    List<Entered> enter(Finding finding) {
        var changed = new Changes();
        changed.put(finding(finding.key().id()), finding);
        return changed.list();
    }

    /// A finding by its id.
    Optional<Finding> finding(String id) {
        return Optional.ofNullable(findings.get(id));
    }

    /// A case closes.
    List<Entered> close(Entry entry) {
        var changed = new Changes();
        for (var finding : concerning(entry)) {
            var member = Optional.ofNullable(finding.members().get(entry.node()));
            member.filter(Member::open)
                    .map(open -> leave(finding, open, entry))
                    .ifPresent(after -> changed.put(Optional.of(finding), after));
        }
        return changed.list();
    }

    private Finding leave(Finding finding, Member member, Entry entry) {
        var left = Rollup.leave(finding, member, entry.at());
        return left.key().pattern().equals(HungCohort.ID)
                ? HungCohort.tell(left)
                : Rollup.retitle(left, scope(left), entry.about());
    }

    private Scope scope(Finding finding) {
        var pattern = patterns.get(finding.key().pattern());
        return pattern == null ? Scope.NODE : pattern.scope();
    }

    /// Time passes: what has been quiet for long enough is resolved.
    List<Entered> advance(Instant now) {
        var changed = new Changes();
        for (var finding : List.copyOf(findings.values())) {
            if (finding.course().isOver(now, RESOLVE_AFTER)) {
                var over = finding.with(finding.course().resolved(now));
                changed.put(Optional.of(finding), over);
            }
        }
        return changed.list();
    }

    /// Resolved findings that nobody needs any more.
    List<String> expire(Instant now) {
        var gone =
                findings.values().stream()
                        .filter(finding -> finding.course().status() == Status.RESOLVED)
                        .filter(finding -> finding.course().lastSeen().plus(KEPT).isBefore(now))
                        .map(finding -> finding.key().id())
                        .toList();
        gone.forEach(findings::remove);
        return gone;
    }

    private FindingKey key(NodePattern<?> pattern, Entry entry) {
        return pattern.scope() == Scope.NODE
                ? FindingKey.ofNode(pattern.id(), entry.node())
                : FindingKey.ofCause(pattern.id(), entry.node().cluster(), entry.about().cause());
    }

    /// Whoever hangs makes the incident; other conditions of a hang join it with the node.
    private boolean isOfIncident(NodePattern<?> pattern, Entry entry) {
        var hangs =
                pattern.id().equals(HungCohort.MEMBERS)
                        || openCohort(entry.node().cluster())
                                .map(cohort -> cohort.members().get(entry.node()))
                                .filter(Member::open)
                                .isPresent();
        return pattern.joinsHungCohort() && hangs;
    }

    /// The incident of this cluster that is open, or a new one; the node joins it.
    private String join(Entry entry, Optional<Answer> answer, Changes changed) {
        var incident = incident(entry);
        var before = finding(incident.key().id());
        var after = incident.with(Rollup.member(entry));
        var told =
                HungCohort.tell(
                        after.with(after.course().holds(entry.at())),
                        answer.orElse(incident.telling().answer()));
        changed.put(before, told.resting(entry.about().evidence()));
        return told.key().id();
    }

    /// The incident that a hung node joins; it may not have been entered yet.
    Finding incident(Entry entry) {
        var cluster = entry.node().cluster();
        var fresh = HungCohort.begin(cluster, entry);
        return openCohort(cluster).or(() -> finding(fresh.key().id())).orElse(fresh);
    }

    private Optional<Finding> openCohort(String cluster) {
        return findings.values().stream()
                .filter(finding -> finding.key().pattern().equals(HungCohort.ID))
                .filter(finding -> finding.key().cluster().equals(cluster))
                .filter(finding -> finding.course().status() == Status.OPEN)
                .findFirst();
    }

    /// A parent with so many children speaks for the rest without findings of their own.
    private boolean isFull(String parent) {
        return findings.values().stream()
                        .filter(finding -> finding.parent().equals(Optional.of(parent)))
                        .limit(HungCohort.MAX_CHILDREN)
                        .count()
                >= HungCohort.MAX_CHILDREN;
    }

    private List<Finding> concerning(Entry entry) {
        var pattern = patterns.get(entry.about().pattern());
        if (pattern == null) {
            return List.of();
        }
        var own = Optional.ofNullable(findings.get(key(pattern, entry).id()));
        var cohort =
                pattern.id().equals(HungCohort.MEMBERS)
                        ? openCohort(entry.node().cluster())
                        : Optional.<Finding>empty();
        return Stream.of(own, cohort).flatMap(Optional::stream).toList();
    }

    /// All findings, by id.
    public Collection<Finding> findings() {
        return findings.values();
    }

    /// Whether time alone will still change something.
    public boolean isPending() {
        return findings.values().stream()
                .anyMatch(finding ->
                        finding.course().status() == Status.OPEN
                                && finding.course().quietSince().isPresent());
    }

    /// A finding as it now stands in the ledger.
    ///
    /// @param told whether readers are to be told: it is a new revision
    public record Entered(Finding finding, boolean told) {}

    /// Collects what changed, and gives each the next revision if a reader would care.
    private final class Changes {
        private final Map<String, Entered> byId = new HashMap<>();

        void put(Optional<Finding> before, Finding after) {
            var told = before.map(after::differsFrom).orElse(true);
            var kept = told ? after.with(after.course().revised()) : after;
            findings.put(kept.key().id(), kept);
            byId.put(kept.key().id(), new Entered(kept, told));
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
