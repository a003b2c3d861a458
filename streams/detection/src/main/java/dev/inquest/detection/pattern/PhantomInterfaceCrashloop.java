package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.event.Event.Links;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.pattern.Happening.Moved;
import dev.inquest.detection.pattern.Happening.Seen;
import dev.inquest.detection.pattern.Happening.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Ties a crash loop whose log panics over an address to a network link that somebody left behind.
///
/// It takes all of: a crash loop, a known panic in its last log, and a phantom link without an IPv4
/// address that has been one for a while. A log that blames another link clears the phantom. The
/// panic alone has several causes, so without a phantom link it says nothing.
///
/// @param lasting for how long a link must have looked left behind: rollouts and restarts of the
///   network make it look so for a moment
/// @param stable for how long the workload must have been well, once the link is gone
/// @param stableDespite the same while the link is still there, because it can be made harmless
public record PhantomInterfaceCrashloop(
        KnownIssues known, Duration lasting, Duration stable, Duration stableDespite)
        implements NodePattern<PhantomInterfaceCrashloop.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "phantom-interface-crashloop";

    /// What restarts, which links look left behind, and what follows from both.
    ///
    /// @param loops by container
    /// @param since when each phantom began to look like one, by name of the link
    /// @param suspect a restart with the panic, told once the link has lasted for long enough
    /// @param open the case that is open
    /// @param lastRestart of the workload that the case is about
    public record Watching(
            Map<String, CrashLoop> loops,
            Map<String, Instant> since,
            Optional<PodRestart> suspect,
            Optional<Case> open,
            Instant lastRestart)
            implements Memory {

        Watching with(Map<String, CrashLoop> next) {
            return new Watching(next, since, suspect, open, lastRestart);
        }

        Watching seeing(Map<String, Instant> next) {
            return new Watching(loops, next, suspect, open, lastRestart);
        }

        Watching suspecting(Optional<PodRestart> next) {
            return new Watching(loops, since, next, open, lastRestart);
        }

        Watching opened(Optional<Case> next, Instant restarted) {
            return new Watching(loops, since, Optional.empty(), next, restarted);
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
        return new Watching(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        var now = happening.at();
        return switch (happening) {
            case Seen(PodRestart restart) ->
                    settle(restarted(look(memory, node, now), node, restart), node, now);
            case Seen(Links _), Waited _ -> settle(look(memory, node, now), node, now);
            case Seen _, Moved _ -> Verdict.nothing(memory);
        };
    }

    private Watching look(Watching memory, Node node, Instant now) {
        var phantoms = phantoms(node);
        return phantoms.isEmpty() && memory.since().isEmpty()
                ? memory
                : memory.seeing(Phantom.since(phantoms, memory.since(), now));
    }

    private List<Phantom> phantoms(Node node) {
        return node.links().map(seen -> Phantom.among(seen, known)).orElse(List.of()).stream()
                .filter(phantom -> !phantom.link().hasIpv4())
                .toList();
    }

    /// Counts a restart. Told again by another witness it counts once, but its log may say more.
    private Watching restarted(Watching memory, Node node, PodRestart restart) {
        var bootedAt = node.presence().bootedAt().orElse(Instant.EPOCH);
        if (!CrashLoop.counts(restart, bootedAt)) {
            return memory;
        }
        var loop = CrashLoop.counting(memory.loops(), restart, bootedAt);
        var loops = CrashLoop.remember(memory.loops(), loop, restart);
        var counted = concerning(memory.with(loops), restart);
        var suspicious = loop.isLooping() && panic(restart).isPresent();
        return suspicious && counted.open().isEmpty()
                ? counted.suspecting(Optional.of(restart))
                : counted;
    }

    private static Watching concerning(Watching memory, PodRestart restart) {
        var isAboutIt =
                memory.open()
                        .flatMap(Case::workload)
                        .filter(restart.workload()::equals)
                        .isPresent();
        return isAboutIt ? memory.opened(memory.open(), CrashLoop.happened(restart)) : memory;
    }

    private Optional<PanicEvidence> panic(PodRestart restart) {
        return known.panics().stream()
                .filter(panic -> panic.matches(restart.workload(), restart.lastLogLines()))
                .findFirst()
                .map(panic -> new PanicEvidence(restart, panic));
    }

    /// Draws the conclusion, and says when to look again.
    private Verdict<Watching> settle(Watching memory, Node node, Instant now) {
        return memory.open().isPresent()
                ? closing(memory, memory.open().get(), now)
                : opening(memory, node, now);
    }

    private Verdict<Watching> closing(Watching memory, Case open, Instant now) {
        var wait = memory.since().containsKey(open.cause()) ? stableDespite : stable;
        var over = memory.lastRestart().plus(wait);
        return over.isAfter(now)
                ? Verdict.nothing(memory).wakeAt(over)
                : Verdict.of(memory.opened(Optional.empty(), Instant.EPOCH), new Closed(open));
    }

    private Verdict<Watching> opening(Watching memory, Node node, Instant now) {
        var suspect = memory.suspect().filter(restart -> isRecent(restart, now));
        var guilty =
                suspect.flatMap(this::panic)
                        .flatMap(panic ->
                                phantoms(node).stream()
                                        .filter(panic::fits)
                                        .findFirst()
                                        .map(phantom -> new Guilt(panic, phantom)));
        if (guilty.isEmpty()) {
            return Verdict.nothing(memory.suspecting(suspect));
        }
        var told = memory.since().getOrDefault(guilty.get().phantom().name(), now).plus(lasting);
        return told.isAfter(now)
                ? Verdict.nothing(memory.suspecting(suspect)).wakeAt(told)
                : open(memory, node, guilty.get(), now);
    }

    private record Guilt(PanicEvidence panic, Phantom phantom) {}

    private static boolean isRecent(PodRestart restart, Instant now) {
        return CrashLoop.happened(restart).plus(CrashLoop.WITHIN).isAfter(now);
    }

    private Verdict<Watching> open(Watching memory, Node node, Guilt guilt, Instant now) {
        var evidence = node.links().map(seen -> guilt.phantom().evidence(seen)).stream();
        var told =
                guilt.panic()
                        .accuse(guilt.phantom(), Stream.concat(evidence, guilt.panic().evidence()));
        var restarted = CrashLoop.happened(guilt.panic().restart());
        var until = Stream.of(now, restarted.plus(stableDespite)).max(Instant::compareTo);
        return new Verdict<>(
                memory.opened(Optional.of(told), restarted),
                List.<CaseChange>of(new Opened(told)),
                until);
    }
}
