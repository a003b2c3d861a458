package dev.inquest.detection.pattern;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.CaseChange;
import dev.inquest.detection.cases.CaseChange.Closed;
import dev.inquest.detection.cases.CaseChange.Opened;
import dev.inquest.detection.cases.Memory;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Event.PodRestart;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.node.Node;
import dev.inquest.detection.node.NodeState;
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

/// Says on which nodes a workload crash-loops, so that the fleet can ask what those share that the
/// other nodes with the same workload do not.
///
/// @param stable for how long a workload must not have restarted to be well again
public record CrashloopCohort(Duration stable) implements NodePattern<CrashloopCohort.Watching> {

    /// Stable id of the pattern.
    public static final String ID = "crashloop-cohort";

    private static final Remedy LOOK =
            new Remedy(
                    "Read the last words of the container, quoted here, and compare a node where it"
                            + " crash-loops with one where it runs.",
                    List.of("kubectl get pods --all-namespaces --output wide | grep CrashLoop"),
                    "",
                    "");

    /// What restarts, and which workloads crash-loop.
    ///
    /// @param loops by container
    /// @param open the case of each workload that crash-loops, by workload
    /// @param lastRestart of each such workload
    public record Watching(
            Map<String, CrashLoop> loops, Map<String, Case> open, Map<String, Instant> lastRestart)
            implements Memory {}

    public CrashloopCohort {
        if (stable.compareTo(CrashLoop.WITHIN) < 0) {
            throw new IllegalArgumentException(
                    "crashloop-cohort: stable must be at least " + CrashLoop.WITHIN);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Scope scope() {
        return Scope.COHORT;
    }

    @Override
    public boolean joinsHungCohort() {
        return false;
    }

    @Override
    public Watching start() {
        return new Watching(Map.of(), Map.of(), Map.of());
    }

    @Override
    public Verdict<Watching> consider(Watching memory, Node node, Happening happening) {
        return switch (happening) {
            case Seen(PodRestart restart) -> restarted(memory, node, restart);
            case Waited waited -> close(memory, waited.at());
            case Moved moved when endsPods(moved.to()) -> forget(memory);
            case Seen _, Moved _ -> Verdict.nothing(memory);
        };
    }

    /// Whether no pod of before runs on.
    private static boolean endsPods(NodeState state) {
        return switch (state.name()) {
            case REBOOTED, LOST, REPLACED, STOPPED, FORGOTTEN -> true;
            default -> false;
        };
    }

    private static Verdict<Watching> forget(Watching memory) {
        var closed = memory.open().values().stream().<CaseChange>map(Closed::new).toList();
        var nothing = new Watching(Map.of(), Map.of(), Map.of());
        return new Verdict<>(nothing, closed, Optional.empty());
    }

    private Verdict<Watching> restarted(Watching memory, Node node, PodRestart restart) {
        var bootedAt = node.presence().bootedAt().orElse(Instant.EPOCH);
        if (!CrashLoop.counts(restart, bootedAt)) {
            return Verdict.nothing(memory);
        }
        var loop = CrashLoop.counting(memory.loops(), restart, bootedAt);
        var loops = CrashLoop.remember(memory.loops(), loop, restart);
        var open = new HashMap<>(memory.open());
        var last = new HashMap<>(memory.lastRestart());
        var told = new ArrayList<CaseChange>();
        var workload = restart.workload();
        if (loop.isLooping() && loops.containsKey(loop.container())) {
            open.computeIfAbsent(
                    workload,
                    _ -> {
                        var fresh = describe(restart, loop);
                        told.add(new Opened(fresh));
                        return fresh;
                    });
        }
        if (open.containsKey(workload)) {
            last.merge(workload, CrashLoop.happened(restart), CrashloopCohort::later);
        }
        var next = new Watching(loops, Map.copyOf(open), Map.copyOf(last));
        return new Verdict<>(next, List.copyOf(told), wake(next));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Verdict<Watching> close(Watching memory, Instant now) {
        var open = new HashMap<String, Case>();
        var last = new HashMap<String, Instant>();
        var closed = new ArrayList<CaseChange>();
        memory.open()
                .forEach((workload, about) -> {
                    var restarted = memory.lastRestart().getOrDefault(workload, Instant.EPOCH);
                    if (restarted.plus(stable).isAfter(now)) {
                        open.put(workload, about);
                        last.put(workload, restarted);
                    } else {
                        closed.add(new Closed(about));
                    }
                });
        var next = new Watching(memory.loops(), Map.copyOf(open), Map.copyOf(last));
        return new Verdict<>(next, List.copyOf(closed), wake(next));
    }

    private Optional<Instant> wake(Watching memory) {
        return memory.lastRestart().values().stream()
                .min(Instant::compareTo)
                .map(first -> first.plus(stable));
    }

    private static Case describe(PodRestart restart, CrashLoop loop) {
        var narrative =
                "Container %s of %s ended %d times within %d minutes%s."
                        .formatted(
                                restart.container(),
                                restart.workload(),
                                loop.restarts().size(),
                                CrashLoop.WITHIN.toMinutes(),
                                restart.exitCode() < 0
                                        ? ""
                                        : ", last with exit code " + restart.exitCode());
        return new Case(
                        ID,
                        restart.workload(),
                        Severity.ERROR,
                        restart.workload() + " crash-loops",
                        narrative,
                        Optional.of(restart.workload()),
                        List.of(Evidence.of("pod", restart, restart.lastLogLines())),
                        List.of(LOOK))
                .since(loop.restarts().getFirst());
    }
}
