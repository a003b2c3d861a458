package dev.inquest.detection.quiet;

import dev.inquest.detection.event.Event;
import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.fleet.FleetStage;
import dev.inquest.detection.fleet.Ledger;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.known.Advisories;
import dev.inquest.detection.known.KnownIssues;
import dev.inquest.detection.node.StateName;
import dev.inquest.detection.node.Timing;
import dev.inquest.detection.pattern.NodePatterns;
import dev.inquest.detection.watch.NodeStage;
import dev.inquest.detection.watch.NodeStage.Step;
import dev.inquest.detection.watch.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Detection as it runs in production, without Kafka: a watch for each partition, one fleet stage,
/// and a record of what was ever told.
final class Watchers {

    private final List<Watch> watches;
    private final FleetStage fleet;
    private final Map<String, Finding> paged = new TreeMap<>();
    private final Map<String, Finding> confirmed = new TreeMap<>();
    private final Map<StateName, Integer> moves = new EnumMap<>(StateName.class);
    private long events;

    Watchers() {
        var patterns = NodePatterns.all(KnownIssues.NONE, Advisories.NONE, CrashDumpGuide.NONE);
        var stage = new NodeStage(Timing.DEFAULT, patterns);
        this.watches =
                IntStream.range(0, Machines.PARTITIONS).mapToObj(_ -> new Watch(stage)).toList();
        this.fleet = new FleetStage(new Ledger(patterns));
    }

    void learn(int partition, Event event) {
        events++;
        watches.get(partition).learn(event).ifPresent(this::settle);
    }

    /// Time passes in a partition, as its ticks tell it.
    void advance(int partition, Instant at) {
        watches.get(partition).advance(at).forEach(this::settle);
    }

    void advanceFleet(Instant now) {
        note(fleet.advance(now));
    }

    private void settle(Step step) {
        step.change()
                .ifPresent(change -> {
                    if (change.isMove()) {
                        moves.merge(change.to(), 1, Integer::sum);
                    }
                    note(fleet.apply(change));
                });
    }

    private void note(FleetStage.Outcome outcome) {
        for (var entered : outcome.entered()) {
            var finding = entered.finding();
            if (entered.told() && finding.pagingNow().pages()) {
                paged.put(finding.key().id(), finding);
            }
            if (entered.told() && isConfirmed(finding)) {
                confirmed.put(finding.key().id(), finding);
            }
        }
    }

    private static boolean isConfirmed(Finding finding) {
        return finding.telling().shared().stream()
                .flatMap(answer -> answer.factors().stream())
                .anyMatch(factor -> factor.confirmed());
    }

    /// What ever paged, as it last stood when it did.
    Collection<Finding> paged() {
        return new ArrayList<>(paged.values());
    }

    Collection<Finding> confirmed() {
        return new ArrayList<>(confirmed.values());
    }

    Collection<Finding> findings() {
        return List.copyOf(fleet.findings());
    }

    Map<StateName, Integer> moves() {
        return Map.copyOf(moves);
    }

    long events() {
        return events;
    }
}
