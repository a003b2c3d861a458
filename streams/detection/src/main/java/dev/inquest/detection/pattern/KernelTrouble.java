package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Kernel;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState.Rebooted;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Says that the kernel of a node that lives reports trouble: lockups, stalls, hung tasks, bugs,
/// hardware and file-system errors.
///
/// One case a node, whatever it suffers from: it is told again when trouble of another kind joins,
/// and closes when the kernel has been quiet for long enough, or when the node crashes or boots.
public record KernelTrouble(Duration quietAfter) implements NodePattern<KernelTrouble.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "kernel-trouble";

    /// Trouble of one kind.
    ///
    /// @param title of its first report
    /// @param report id of its last report
    public record Sighting(int count, String title, String report) {

        private Sighting with(Report next) {
            var again = next.id().equals(report);
            return new Sighting(
                    again ? count : count + 1,
                    again && count == 1 ? next.title() : title,
                    next.id());
        }
    }

    /// The case that is open, what it is about, and what is not clear yet.
    ///
    /// @param kinds by kind
    public record Watching(
            Optional<Case> open,
            Map<TroubleKind, Sighting> kinds,
            Doubts doubts,
            Instant lastTrouble)
            implements Memory {}

    private static final Watching NOTHING =
            new Watching(Optional.empty(), Map.of(), Doubts.NONE, Instant.EPOCH);

    public KernelTrouble {
        if (!quietAfter.isPositive()) {
            throw new IllegalArgumentException("kernel-trouble: quiet-after must be positive");
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return NOTHING;
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(Kernel kernel) -> judge(doubting(memory, node, kernel), node, kernel.at());
            case Seen _ -> Verdict.nothing(memory);
            case Waited waited -> judge(memory, node, waited.at());
            case Moved moved ->
                    Doubts.endIn(moved.to()) ? close(memory) : judge(memory, node, moved.at());
        };
    }

    private static Watching doubting(Watching memory, Node node, Kernel kernel) {
        var ends = Doubts.endIn(node.state()) && !(node.state() instanceof Rebooted);
        return Report.of(node, kernel)
                .filter(_ -> !ends)
                .map(memory.doubts()::with)
                .map(doubts ->
                        new Watching(memory.open(), memory.kinds(), doubts, memory.lastTrouble()))
                .orElse(memory);
    }

    private Verdict<Watching> judge(Watching memory, Node node, Instant now) {
        var sorted = memory.doubts().sort(node.presence(), now);
        var kinds = new TreeMap<>(memory.kinds());
        sorted.trouble()
                .forEach(report ->
                        kinds.merge(
                                report.kind(),
                                new Sighting(1, report.title(), report.id()),
                                (known, _) -> known.with(report)));
        var last = sorted.trouble().isEmpty() ? memory.lastTrouble() : now;
        var open = memory.open().map(known -> retold(known, node, kinds, sorted.trouble()));
        var next = open.or(() -> first(node, kinds, sorted.trouble()));
        return told(memory, new Watching(next, Map.copyOf(kinds), sorted.left(), last), node, now);
    }

    private Verdict<Watching> told(Watching before, Watching after, Node node, Instant now) {
        var quietAt = after.lastTrouble().plus(quietAfter);
        if (after.open().isPresent() && !quietAt.isAfter(now)) {
            return close(after);
        }
        var changed = !titleOf(before).equals(titleOf(after));
        var cases =
                changed
                        ? after.open().map(Opened::new).map(CaseChange.class::cast).stream()
                                .toList()
                        : List.<CaseChange>of();
        var wake =
                Stream.of(after.doubts().clearAt(node.presence()), after.open().map(_ -> quietAt))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
        return new Verdict<>(after, cases, wake);
    }

    private static String titleOf(Watching memory) {
        return memory.open().map(Case::title).orElse("");
    }

    private static Optional<Case> first(
            Node node, Map<TroubleKind, Sighting> kinds, List<Report> reports) {
        return reports.isEmpty()
                ? Optional.empty()
                : Optional.of(describe(node, kinds, List.of(), reports));
    }

    private static Case retold(
            Case known, Node node, Map<TroubleKind, Sighting> kinds, List<Report> reports) {
        return title(node, kinds).equals(known.title())
                ? known
                : describe(node, kinds, known.evidence(), reports);
    }

    private static Case describe(
            Node node,
            Map<TroubleKind, Sighting> kinds,
            List<Evidence> before,
            List<Report> reports) {
        var evidence = new ArrayList<>(before);
        reports.forEach(report -> evidence.add(report.evidence()));
        return new Case(
                ID,
                "",
                Severity.WARNING,
                title(node, kinds),
                narrative(kinds),
                Optional.empty(),
                List.copyOf(evidence),
                kinds.keySet().stream().map(TroubleKind::remedy).distinct().toList());
    }

    /// One kind is named by its report, several by their names.
    private static String title(Node node, Map<TroubleKind, Sighting> kinds) {
        var what =
                kinds.size() == 1
                        ? kinds.values().iterator().next().title()
                        : String.join(
                                ", ", kinds.keySet().stream().map(TroubleKind::words).toList());
        return "%s kernel trouble: %s".formatted(node.id(), what);
    }

    private static String narrative(Map<TroubleKind, Sighting> kinds) {
        var told = new ArrayList<String>();
        kinds.forEach((kind, sighting) -> told.add(kind.words() + ": " + sighting.title() + "."));
        if (kinds.containsKey(TroubleKind.HUNG_TASK)) {
            told.add("A kernel stops reporting hung tasks after ten, though they may go on.");
        }
        return "The node lives, and its kernel reports trouble. " + String.join(" ", told);
    }

    private static Verdict<Watching> close(Watching memory) {
        return memory.open()
                .map(open -> Verdict.of(NOTHING, new Closed(open)))
                .orElseGet(() -> Verdict.nothing(NOTHING));
    }
}
