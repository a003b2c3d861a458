package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Warns of a network link that its owner left behind, before anything trips over it.
///
/// It takes all of: a link of a known family, no owner on a node where owners can be seen, and a
/// state that no live link of that family has; and all that for long enough, because a rollout
/// makes an owner absent for a moment.
public record PhantomInterface(KnownIssues known, Duration lasting)
        implements NodePattern<PhantomInterface.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "phantom-interface";

    /// What looks left behind, since when, and what was told.
    ///
    /// @param since by name of the link
    /// @param open the cases that are open, by name of the link
    /// @param judgedBy revision of the data by which it was judged
    public record Watching(Map<String, Instant> since, Map<String, Case> open, int judgedBy)
            implements Memory {}

    public PhantomInterface {
        if (lasting.isNegative()) {
            throw new IllegalArgumentException("phantom-interface: lasting is negative");
        }
    }

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
        return new Watching(Map.of(), Map.of(), KnownIssues.NONE.revision());
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Moved moved when isGone(moved.to().name()) -> forget(memory);
            case Seen(Links _), Waited _ -> judge(memory, node, happening.at());
            case Seen _, Moved _ ->
                    memory.judgedBy() == known.revision()
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

    /// Where owners cannot be seen nothing is decided, and what was said stands.
    private Verdict<Watching> judge(Watching memory, Node node, Instant at) {
        var seen = node.links().filter(Links::ownersKnown);
        if (seen.isEmpty()) {
            return Verdict.nothing(new Watching(memory.since(), memory.open(), known.revision()));
        }
        var phantoms = Phantom.among(seen.get(), known);
        var since = Phantom.since(phantoms, memory.since(), at);
        var changes = new ArrayList<CaseChange>();
        var open = new HashMap<String, Case>();
        memory.open()
                .forEach((name, told) -> {
                    if (since.containsKey(name)) {
                        open.put(name, told);
                    } else {
                        changes.add(new Closed(told));
                    }
                });
        for (var phantom : phantoms) {
            var begun = since.getOrDefault(phantom.name(), at);
            if (!open.containsKey(phantom.name()) && !begun.plus(lasting).isAfter(at)) {
                var told = describe(phantom, seen.get(), begun);
                open.put(phantom.name(), told);
                changes.add(new Opened(told));
            }
        }
        return new Verdict<>(
                new Watching(since, Map.copyOf(open), known.revision()),
                List.copyOf(changes),
                next(since, open));
    }

    /// When the next one will have lasted for long enough.
    private Optional<Instant> next(Map<String, Instant> since, Map<String, Case> open) {
        return since.entrySet().stream()
                .filter(entry -> !open.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().plus(lasting))
                .min(Instant::compareTo);
    }

    private static Case describe(Phantom phantom, Links seen, Instant since) {
        var name = phantom.name();
        var state =
                phantom.family().withoutIpv4()
                        ? " It carries no IPv4 address, as a live one always does."
                        : "";
        var narrative =
                "%s Nothing on the node owns it (%s is not there), since %s at the latest.%s By itself it does no harm; it becomes a cause once something on the node trips over it."
                        .formatted(
                                sentence(phantom.family().explanation()),
                                phantom.family().owner(),
                                since,
                                state);
        return new Case(
                ID,
                name,
                Severity.WARNING,
                "phantom interface %s, left behind by %s".formatted(name, phantom.family().owner()),
                narrative,
                Optional.empty(),
                List.of(phantom.evidence(seen)),
                phantom.family().remedies(name));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
