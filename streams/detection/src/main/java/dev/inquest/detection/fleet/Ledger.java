package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.fleet.Silence.Subject;
import dev.inquest.detection.pattern.NodePattern;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the findings: rolls cases up, gives an incident one parent, revises only when a reader
/// would care, and resolves what has been quiet for long enough.
public final class Ledger {

    private static final Optional<String> NO_PARENT = Optional.empty();

    private final Map<String, NodePattern<?>> patterns;
    private final OpenCohorts cohorts = new OpenCohorts();
    private final Book book = new Book(cohorts::note);

    public Ledger(List<NodePattern<?>> patterns) {
        this.patterns =
                patterns.stream().collect(Collectors.toMap(NodePattern::id, Function.identity()));
    }

    /// A node's case, with where it stands in the fleet.
    record Entry(
            NodeId node, String zone, Instant at, Instant onset, boolean witnessed, Case about) {}

    /// Takes in a finding from the store, as it was left.
    public void restore(Finding finding) {
        book.restore(finding);
    }

    /// Takes in a silence from the store.
    public void restore(Silence silence) {
        book.restore(silence);
    }

    /// Time passes.
    Passed advance(Instant at) {
        return book.advance(at);
    }

    /// A person says something about findings.
    ///
    /// @throws IllegalArgumentException when that makes no sense
    List<Entered> obey(Order order) {
        return book.obey(order);
    }

    /// A case opens or is told again.
    ///
    /// @param answer what the nodes of its incident share now, if that was asked
    List<Entered> open(Entry entry, Optional<Answer> answer) {
        var pattern = patterns.get(entry.about().pattern());
        if (pattern == null) {
            return List.of();
        }
        book.pass(entry.at());
        var changed = book.change();
        if (pattern.scope() == Scope.COHORT) {
            incident(entry).ifPresent(cohort -> gather(cohort, entry, answer, changed));
            return changed.list();
        }
        var parent =
                isOfIncident(pattern, entry)
                        ? Optional.of(join(entry, answer, changed))
                        : NO_PARENT;
        var key = key(pattern, entry);
        var before = finding(key.id());
        if (before.isEmpty() && (parent.map(this::isFull).orElse(false) || !book.hasRoom())) {
            return changed.list();
        }
        var after = Rollup.add(before, key, pattern.scope(), entry);
        changed.put(before, parent.map(after::under).orElse(after));
        return changed.list();
    }

    /// What the nodes of an incident share was asked again.
    List<Entered> answer(String incident, Answer answer) {
        var changed = book.change();
        finding(incident)
                .filter(finding -> answer.isNewsAfter(finding.telling().answer()))
                .ifPresent(finding -> changed.put(Optional.of(finding), tell(finding, answer)));
        return changed.list();
    }

    /// Takes in a finding whose nodes are counted elsewhere.
    List<Entered> enter(Finding finding) {
        var changed = book.change();
        var before = finding(finding.key().id());
        var attention = before.map(Finding::attention).orElse(Attention.NONE);
        changed.put(before, finding.with(attention));
        return changed.list();
    }

    /// A finding by its id.
    Optional<Finding> finding(String id) {
        return book.find(id);
    }

    /// A case closes.
    List<Entered> close(Entry entry) {
        book.pass(entry.at());
        var changed = book.change();
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
        if (left.about().isPresent()) {
            return tell(left, left.telling().answer());
        }
        return left.key().pattern().equals(HungCohort.ID)
                ? HungCohort.tell(left)
                : Rollup.retitle(left, scope(left), entry.about());
    }

    private Scope scope(Finding finding) {
        var pattern = patterns.get(finding.key().pattern());
        return pattern == null ? Scope.NODE : pattern.scope();
    }

    /// A cohort's finding, or the incident of hung nodes, with an answer to what its nodes share.
    private Finding tell(Finding finding, Answer answer) {
        return finding.about()
                .map(about -> CohortFinding.tell(adopted(finding), about, answer))
                .orElseGet(() -> HungCohort.tell(finding, answer));
    }

    /// Where another finding speaks for half of the nodes or more, it speaks for the cohort.
    private Finding adopted(Finding cohort) {
        return cohort.parent().isPresent()
                ? cohort
                : cohorts.speaker(cohort, book.all())
                        .map(speaker -> cohort.under(speaker.key().id()))
                        .orElse(cohort);
    }

    /// A node joins the cohort of its condition.
    private void gather(
            Finding cohort, Entry entry, Optional<Answer> answer, Book.Changes changed) {
        var joined = cohort.with(Rollup.member(entry)).resting(entry.about().evidence());
        changed.put(
                finding(cohort.key().id()),
                tell(
                        joined.with(joined.course().holds(entry.at())),
                        answer.orElse(cohort.telling().answer())));
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
    private String join(Entry entry, Optional<Answer> answer, Book.Changes changed) {
        var incident = hungIncident(entry);
        var before = finding(incident.key().id());
        var after = incident.with(Rollup.member(entry));
        var told =
                HungCohort.tell(
                        after.with(after.course().holds(entry.at())),
                        answer.orElse(incident.telling().answer()));
        changed.put(before, told.resting(entry.about().evidence()));
        return told.key().id();
    }

    /// The incident in which it is asked what nodes share, if this case belongs to one. It may not
    /// have been entered yet.
    Optional<Finding> incident(Entry entry) {
        var pattern = patterns.get(entry.about().pattern());
        if (pattern == null) {
            return Optional.empty();
        }
        if (pattern.id().equals(HungCohort.MEMBERS)) {
            return Optional.of(hungIncident(entry));
        }
        return pattern.scope() == Scope.COHORT ? cohort(entry) : Optional.empty();
    }

    private Optional<Finding> cohort(Entry entry) {
        var fresh = CohortFinding.begin(entry);
        return cohorts.find(entry)
                .flatMap(this::finding)
                .or(() -> finding(fresh.key().id()))
                .or(() -> cohorts.hasRoom(fresh) ? Optional.of(fresh) : Optional.empty());
    }

    private Finding hungIncident(Entry entry) {
        var cluster = entry.node().cluster();
        var fresh = HungCohort.begin(cluster, entry);
        return openCohort(cluster).or(() -> finding(fresh.key().id())).orElse(fresh);
    }

    /// Another finding speaks for an incident from now on.
    List<Entered> adopt(Finding incident, String parent) {
        var changed = book.change();
        changed.put(Optional.of(incident), incident.under(parent));
        return changed.list();
    }

    /// What spoke for an incident is over: it speaks for itself again.
    List<Entered> orphan(String parent) {
        var changed = book.change();
        book.all().stream()
                .filter(finding -> finding.key().pattern().equals(HungCohort.ID))
                .filter(finding -> finding.parent().equals(Optional.of(parent)))
                .toList()
                .forEach(child -> changed.put(Optional.of(child), HungCohort.alone(child)));
        return changed.list();
    }

    Optional<Finding> openCohort(String cluster) {
        return cohorts.hung(cluster).flatMap(this::finding);
    }

    /// A parent with so many children speaks for the rest without findings of their own.
    private boolean isFull(String parent) {
        return book.all().stream()
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
        if (pattern.scope() == Scope.COHORT) {
            return cohorts.find(entry).flatMap(this::finding).stream().toList();
        }
        var own = finding(key(pattern, entry).id());
        var cohort =
                pattern.id().equals(HungCohort.MEMBERS)
                        ? openCohort(entry.node().cluster())
                        : Optional.<Finding>empty();
        return Stream.of(own, cohort).flatMap(Optional::stream).toList();
    }

    /// All findings, by id.
    public Collection<Finding> findings() {
        return book.all();
    }

    /// Whether time alone will still change something.
    public boolean isPending() {
        return book.isPending();
    }

    /// What time alone changed.
    ///
    /// @param expired ids of resolved findings that nobody needs any more
    /// @param lapsed what may wake somebody again
    record Passed(List<Entered> entered, List<String> expired, List<Subject> lapsed) {}

    /// A finding as it now stands in the ledger.
    ///
    /// @param told whether readers are to be told: it is a new revision
    public record Entered(Finding finding, boolean told) {}
}
