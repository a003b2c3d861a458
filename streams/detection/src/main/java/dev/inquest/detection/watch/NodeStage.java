package dev.inquest.detection.watch;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Facts;
import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeRules;
import dev.inquest.detection.node.NodeRules.Judged;
import dev.inquest.detection.node.NodeState.Silent;
import dev.inquest.detection.node.Ruling;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.node.Witness;
import dev.inquest.detection.pattern.Happening;
import dev.inquest.detection.pattern.NodePattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One step of one node: an event or a deadline goes through the rules, then through every pattern,
/// and what changed comes out. Pure.
public final class NodeStage {

    private static final int MAX_EVIDENCE = 16;

    private final NodeRules rules;
    private final Supplier<List<NodePattern<?>>> patterns;

    public NodeStage(Timing timing, List<NodePattern<?>> patterns) {
        this(timing, () -> patterns);
    }

    /// With patterns that are other ones once the data they rest on was reloaded. Each step asks
    /// once, so it is judged by one list throughout.
    public NodeStage(Timing timing, Supplier<List<NodePattern<?>>> patterns) {
        this.rules = new NodeRules(timing);
        this.patterns = patterns;
    }

    /// A node after a step, and what there is to tell about it.
    public record Step(Node node, Optional<Change> change) {}

    /// A node learns of an event.
    public Step learn(Node before, Event event) {
        var judged = rules.judge(before, event);
        var happenings = new ArrayList<Happening>();
        if (!(event instanceof Heartbeat)) {
            happenings.add(new Happening.Seen(event));
        }
        return conclude(before, judged, happenings, event.at(), event instanceof Facts);
    }

    /// Time has passed.
    public Step wait(Node before, Instant now) {
        var judged = rules.judge(before, now);
        var at = judged.ruling().map(Ruling::at).orElse(now);
        return conclude(before, judged, List.of(), at, false);
    }

    /// When time alone will change something: the node's own deadline, or a pattern's.
    public Optional<Instant> deadline(Node node) {
        return Stream.concat(rules.deadline(node).stream(), node.cases().wakes().values().stream())
                .min(Instant::compareTo);
    }

    private Step conclude(
            Node before, Judged judged, List<Happening> seen, Instant at, boolean factsCame) {
        var happenings = new ArrayList<>(seen);
        var after = judged.node();
        if (before.state().name() != after.state().name()) {
            happenings.add(new Happening.Moved(at, before.state(), after.state()));
        }
        var told = new ArrayList<CaseChange>();
        for (var pattern : patterns.get()) {
            after = consult(pattern, after, happenings, at, told);
        }
        var change = change(before, after, judged.ruling(), at, told, factsCame);
        var noted = after;
        return change.map(c -> new Step(noted.with(noted.journal().with(c)), change))
                .orElseGet(() -> new Step(noted, change));
    }

    private static <M extends Memory> Node consult(
            NodePattern<M> pattern,
            Node node,
            List<Happening> happenings,
            Instant at,
            List<CaseChange> told) {
        var wake = Optional.ofNullable(node.cases().wakes().get(pattern.id()));
        var due = wake.filter(when -> !when.isAfter(at));
        var all = new ArrayList<>(happenings);
        due.ifPresent(when -> all.add(new Happening.Waited(when)));
        if (all.isEmpty()) {
            return node;
        }
        var memory = remembered(pattern, node);
        var open = new HashMap<>(node.cases().open());
        var next = due.isPresent() ? Optional.<Instant>empty() : wake;
        for (var happening : all) {
            var verdict = pattern.consider(memory, node, happening);
            memory = verdict.memory();
            next = verdict.wake().or(due.isPresent() ? Optional::empty : () -> wake);
            verdict.cases().forEach(change -> apply(change, open));
            told.addAll(verdict.cases());
        }
        return node.with(node.cases().with(pattern.id(), memory, open, next));
    }

    @SuppressWarnings("unchecked")
    private static <M extends Memory> M remembered(NodePattern<M> pattern, Node node) {
        var memory = node.cases().memories().get(pattern.id());
        return memory == null ? pattern.start() : (M) memory;
    }

    private static void apply(CaseChange change, Map<String, Case> open) {
        switch (change) {
            case CaseChange.Opened(var about) -> open.put(about.key(), about);
            case CaseChange.Closed(var about) -> open.remove(about.key());
        }
    }

    private Optional<Change> change(
            Node before,
            Node after,
            Optional<Ruling> ruling,
            Instant at,
            List<CaseChange> told,
            boolean factsCame) {
        var attributes =
                factsCame ? newAttributes(before, after) : Optional.<Map<String, String>>empty();
        var from = endsUntoldSilence(before, after) ? StateName.SILENT : told(before);
        var to = told(after);
        var reboots = after.state().rebootKind();
        var movedAgain =
                ruling.isPresent()
                        && reboots.isPresent()
                        && !reboots.equals(before.state().rebootKind());
        if (from == to && !movedAgain && attributes.isEmpty() && told.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Change(
                        after.id(),
                        after.journal().number() + 1,
                        from,
                        to,
                        reboots,
                        at,
                        after.state().silentSince(),
                        Witness.confirms(before, after, at),
                        ruling.map(Ruling::causes).orElse(List.of()),
                        evidence(ruling),
                        attributes,
                        List.copyOf(told)));
    }

    /// The state as others know it. A short silence is nobody's business until it is over.
    private static StateName told(Node node) {
        return node.state() instanceof Silent silent && !silent.counted()
                ? node.journal().last()
                : node.state().name();
    }

    private static boolean endsUntoldSilence(Node before, Node after) {
        return before.state() instanceof Silent && after.state().name() == StateName.LIVE;
    }

    private static List<Evidence> evidence(Optional<Ruling> ruling) {
        var all = ruling.map(Ruling::evidence).orElse(List.of());
        return List.copyOf(all.subList(0, Math.min(all.size(), MAX_EVIDENCE)));
    }

    private static Optional<Map<String, String>> newAttributes(Node before, Node after) {
        var now = after.attributes().merged();
        return now.equals(before.attributes().merged()) ? Optional.empty() : Optional.of(now);
    }
}
