package dev.inquest.detection.watch;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.event.Event;
import dev.inquest.detection.event.Event.Heartbeat;
import dev.inquest.detection.node.Change;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeRules;
import dev.inquest.detection.node.NodeRules.Judged;
import dev.inquest.detection.node.Refusal;
import dev.inquest.detection.node.Ruling;
import dev.inquest.detection.node.Timing;
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
    ///
    /// @param refusal why the event was not believed, if it was not
    public record Step(Node node, Optional<Change> change, Optional<Refusal> refusal) {}

    /// A node learns of an event.
    public Step learn(Node before, Event event) {
        var judged = rules.judge(before, event);
        var happenings = new ArrayList<Happening>();
        if (!(event instanceof Heartbeat) && judged.refusal().isEmpty()) {
            happenings.add(new Happening.Seen(event));
        }
        return conclude(before, judged, happenings, event.at());
    }

    /// Time has passed.
    public Step wait(Node before, Instant now) {
        var judged = rules.judge(before, now);
        var at = judged.ruling().map(Ruling::at).orElse(now);
        return conclude(before, judged, List.of(), at);
    }

    /// When time alone will change something: the node's own deadline, or a pattern's.
    public Optional<Instant> deadline(Node node) {
        return Stream.concat(rules.deadline(node).stream(), node.cases().wakes().values().stream())
                .min(Instant::compareTo);
    }

    private Step conclude(Node before, Judged judged, List<Happening> seen, Instant at) {
        var happenings = new ArrayList<>(seen);
        var after = judged.node();
        if (before.state().name() != after.state().name()
                || !before.state().rebootKind().equals(after.state().rebootKind())) {
            happenings.add(new Happening.Moved(at, before, after.state()));
        }
        var told = new ArrayList<CaseChange>();
        for (var pattern : patterns.get()) {
            after = consult(pattern, after, happenings, at, told);
        }
        var change = Chronicle.change(before, after, judged, at, told);
        var noted = after;
        var known = change.map(c -> noted.with(noted.journal().with(c))).orElse(noted);
        return new Step(known, change, judged.refusal());
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
            var standing = next;
            next = verdict.wake().or(() -> standing);
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
}
