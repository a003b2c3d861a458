package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.Link;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.known.LinkFamily;
import dev.inquest.detection.known.PanicFamily;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ties a crash loop whose log panics over an address to a network link that somebody left behind.
///
/// It takes all of: a crash loop, a known panic in its last log, and a phantom link on that node. A
/// log that blames another link clears the phantom. The panic alone has several causes, so without
/// a phantom link it says nothing.
public record PhantomInterfaceCrashloop(KnownIssues known, Duration resolveAfter)
        implements NodePattern<PhantomInterfaceCrashloop.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "phantom-interface-crashloop";

    private static final int MAX_LOOPS = 32;

    /// The containers that restart, and the case that is open.
    ///
    /// @param loops by container
    public record Watching(Map<String, CrashLoop> loops, Optional<Case> open, Instant lastRestart)
            implements Memory {}

    /// A phantom link and the family that it belongs to.
    private record Phantom(Link link, LinkFamily family) {}

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
        return new Watching(Map.of(), Optional.empty(), Instant.EPOCH);
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(PodRestart restart) -> restarted(memory, node, restart);
            case Seen _, Moved _ -> keepWaiting(memory);
            case Waited _ -> stable(memory);
        };
    }

    private Verdict<Watching> restarted(Watching memory, Node node, PodRestart restart) {
        var bootedAt = node.presence().bootedAt().orElse(Instant.EPOCH);
        if (!CrashLoop.counts(restart, bootedAt)) {
            return keepWaiting(memory);
        }
        var before = loop(memory, restart, bootedAt);
        if (before.isRepetition(restart)) {
            return keepWaiting(memory);
        }
        var loop = before.with(restart);
        var counted = remember(memory, loop, CrashLoop.happened(restart));
        if (!loop.isLooping() || counted.open().isPresent()) {
            return keepWaiting(counted);
        }
        return phantomBehind(node, restart)
                .map(opened -> open(counted, opened))
                .orElseGet(() -> keepWaiting(counted));
    }

    private static CrashLoop loop(Watching memory, PodRestart restart, Instant bootedAt) {
        var known = memory.loops().get(CrashLoop.name(restart));
        return known == null || !known.bootedAt().equals(bootedAt)
                ? CrashLoop.begin(restart, bootedAt)
                : known;
    }

    private static Watching remember(Watching memory, CrashLoop loop, Instant at) {
        var loops = new HashMap<>(memory.loops());
        loops.values().removeIf(other -> isOver(other, at));
        if (loops.size() < MAX_LOOPS || loops.containsKey(loop.container())) {
            loops.put(loop.container(), loop);
        }
        return new Watching(Map.copyOf(loops), memory.open(), at);
    }

    private static boolean isOver(CrashLoop loop, Instant now) {
        return loop.restarts().isEmpty()
                || loop.restarts().getLast().plus(CrashLoop.WITHIN).isBefore(now);
    }

    private Optional<Case> phantomBehind(Node node, PodRestart restart) {
        return known.panics().stream()
                .filter(panic -> panic.matches(restart.workload(), restart.lastLogLines()))
                .findFirst()
                .flatMap(panic ->
                        phantom(node, panic.namedDevice(restart.lastLogLines()))
                                .map(phantom -> describe(node, restart, panic, phantom)));
    }

    private Optional<Phantom> phantom(Node node, Optional<String> blamed) {
        return node.links().stream()
                .flatMap(seen -> seen.links().stream().flatMap(link -> family(link, seen).stream()))
                .filter(phantom -> blamed.map(phantom.link().name()::equals).orElse(true))
                .findFirst();
    }

    private Optional<Phantom> family(Link link, Links seen) {
        return known.links().stream()
                .filter(family -> family.isPhantom(link, seen.owners()))
                .findFirst()
                .map(family -> new Phantom(link, family));
    }

    private static Case describe(
            Node node, PodRestart restart, PanicFamily panic, Phantom phantom) {
        var name = phantom.link().name();
        var blamed = panic.namedDevice(restart.lastLogLines()).isPresent();
        var strength =
                blamed
                        ? "its own log names %s".formatted(name)
                        : "its log names no link; %s is the left-over on this node".formatted(name);
        var narrative =
                "%s crash-loops with a panic over an address (%s). %s %s; %s."
                        .formatted(
                                restart.workload(),
                                panic.explanation(),
                                phantom.family().explanation(),
                                "It carries no IPv4 address",
                                strength);
        return new Case(
                ID,
                name,
                Severity.CRITICAL,
                "%s crash-loops over the phantom interface %s".formatted(restart.workload(), name),
                narrative,
                Optional.of(restart.workload()),
                evidence(node, restart, phantom.link()),
                phantom.family().remedies());
    }

    private static List<Evidence> evidence(Node node, PodRestart restart, Link link) {
        var log = Evidence.of("pod", restart, restart.lastLogLines());
        var line =
                "%d: %s: <%s> state %s, no IPv4 address"
                        .formatted(
                                link.index(),
                                link.name(),
                                String.join(",", link.flags()),
                                link.operState());
        return node.links()
                .map(seen -> List.of(Evidence.of("link", seen, List.of(line)), log))
                .orElse(List.of(log));
    }

    private Verdict<Watching> open(Watching memory, Case opened) {
        var watching = new Watching(memory.loops(), Optional.of(opened), memory.lastRestart());
        return new Verdict<>(
                watching,
                List.<CaseChange>of(new Opened(opened)),
                Optional.of(memory.lastRestart().plus(resolveAfter)));
    }

    private Verdict<Watching> keepWaiting(Watching memory) {
        var verdict = Verdict.nothing(memory);
        return memory.open().isPresent()
                ? verdict.wakeAt(memory.lastRestart().plus(resolveAfter))
                : verdict;
    }

    private static Verdict<Watching> stable(Watching memory) {
        return memory.open()
                .map(open ->
                        Verdict.of(
                                new Watching(Map.of(), Optional.empty(), memory.lastRestart()),
                                new Closed(open)))
                .orElseGet(() -> Verdict.nothing(memory));
    }
}
