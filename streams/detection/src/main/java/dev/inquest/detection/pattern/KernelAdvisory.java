package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Facts;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.Advisory;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Warns of nodes that run a kernel against which an operator's advisories speak, before anything
/// has happened to them.
public record KernelAdvisory(Advisories advisories)
        implements NodePattern<KernelAdvisory.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "kernel-advisory";

    /// What was told of a node.
    ///
    /// @param open by id of the advisory
    /// @param judgedBy revision of the data by which it was judged
    public record Watching(Map<String, Case> open, int judgedBy) implements Memory {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.ROLLED_UP;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return new Watching(Map.of(), Advisories.NONE.revision());
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Moved moved when isGone(moved.to().name()) -> forget(memory);
            case Seen(Facts _) -> judge(memory, node, happening.at());
            default ->
                    memory.judgedBy() == advisories.revision()
                            ? Verdict.nothing(memory)
                            : judge(memory, node, happening.at());
        };
    }

    private static boolean isGone(StateName state) {
        return switch (state) {
            case LOST, REPLACED, STOPPED, FORGOTTEN -> true;
            default -> false;
        };
    }

    private Verdict<Watching> forget(Watching memory) {
        var closed = memory.open().values().stream().<CaseChange>map(Closed::new).toList();
        return new Verdict<>(start(), closed, Optional.empty());
    }

    private Verdict<Watching> judge(Watching memory, Node node, Instant at) {
        var facts = node.attributes().merged();
        var open = new HashMap<String, Case>();
        var changes = new ArrayList<CaseChange>();
        for (var advisory : advisories.concerning(facts)) {
            var told = describe(advisory, facts, at);
            var before = memory.open().get(advisory.id());
            if (before == null || !saysTheSame(before, told)) {
                changes.add(new Opened(told));
            }
            open.put(advisory.id(), told);
        }
        memory.open()
                .forEach((id, told) -> {
                    if (!open.containsKey(id)) {
                        changes.add(new Closed(told));
                    }
                });
        var next = new Watching(Map.copyOf(open), advisories.revision());
        return new Verdict<>(next, List.copyOf(changes), Optional.empty());
    }

    private static boolean saysTheSame(Case one, Case other) {
        return one.title().equals(other.title())
                && one.narrative().equals(other.narrative())
                && one.remedies().equals(other.remedies());
    }

    private static Case describe(Advisory advisory, Map<String, String> facts, Instant at) {
        var release = facts.getOrDefault("kernel_release", "");
        var patches = facts.getOrDefault("livepatch", "");
        var patched = patches.isEmpty() ? "" : " It is live-patched (%s).".formatted(patches);
        return new Case(
                ID,
                advisory.id(),
                Severity.WARNING,
                "advisory %s: %s".formatted(advisory.id(), advisory.title()),
                narrative(advisory),
                Optional.empty(),
                List.of(Evidence.absence("facts", at, "kernel " + release + patched)),
                List.of(advisory.remedy()));
    }

    /// The same text on every node: it is told once for all of them.
    private static String narrative(Advisory advisory) {
        var explanation = advisory.explanation().strip();
        return "Your advisories speak against the kernel that these nodes run. Nothing has happened to them yet.%s"
                .formatted(explanation.isEmpty() ? "" : " " + explanation);
    }
}
