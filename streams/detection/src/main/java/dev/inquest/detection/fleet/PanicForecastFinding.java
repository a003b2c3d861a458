package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.event.Origin;
import dev.inquest.detection.forecast.Concern;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.NextPanic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells of the nodes that would hang, or come back without the dump that somebody meant to get, at
/// their next panic: one finding per cluster and cause, before anything has happened.
final class PanicForecastFinding {

    static final String ID = "panic-forecast";

    private static final int MOST_MEMBERS = 50;
    private static final int MOST_REMEDIES = 8;

    private PanicForecastFinding() {}

    static Finding of(
            String cluster,
            Prospects prospects,
            Prospects.Group group,
            Map<NodeId, Forecast> samples,
            Score score,
            Ledger ledger,
            Instant now) {
        var key = FindingKey.ofCause(ID, cluster, group.cause());
        var course =
                ledger.finding(key.id()).map(Finding::course).orElseGet(() -> Course.begin(now));
        var tally = new Tally(group.count(), prospects.count(), group.zones(), score.sentence());
        var severity = group.concern() == Concern.WARNING ? Severity.WARNING : Severity.INFO;
        return new Finding(
                key,
                new Telling(
                        severity,
                        title(group, prospects),
                        narrative(prospects, score),
                        Optional.empty(),
                        "",
                        remedies(samples)),
                members(group, now),
                evidence(samples, now),
                Optional.empty(),
                new Paging(false, "a forecast wakes nobody"),
                course.holds(now),
                Optional.of(tally),
                Optional.empty(),
                Attention.NONE);
    }

    private static String title(Prospects.Group group, Prospects prospects) {
        return "%,d of %,d nodes %s at their next panic: %s"
                .formatted(group.count(), prospects.count(), would(group), group.cause());
    }

    private static String would(Prospects.Group group) {
        return switch (group.outcome()) {
            case HANG -> "would hang";
            case REBOOT -> "would reboot without a dump";
            case DUMP -> "may fail to dump";
            case UNKNOWN -> "would do nobody knows what";
        };
    }

    private static String narrative(Prospects prospects, Score score) {
        var all =
                "Of %,d nodes, %,d would write a dump, %,d would reboot without one, %,d would hang, and of %,d it cannot be told."
                        .formatted(
                                prospects.count(),
                                prospects.count(NextPanic.DUMP),
                                prospects.count(NextPanic.REBOOT),
                                prospects.count(NextPanic.HANG),
                                prospects.count(NextPanic.UNKNOWN));
        return "Nothing has happened yet. %s %s".formatted(all, score.sentence());
    }

    private static Map<NodeId, Member> members(Prospects.Group group, Instant now) {
        return group.sample(MOST_MEMBERS).stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                node -> node, node -> new Member(node, now, true, false, "")));
    }

    /// The facts of one node of each distribution.
    private static List<Evidence> evidence(Map<NodeId, Forecast> samples, Instant now) {
        return samples.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_REMEDIES)
                .map(sample -> evidence(sample.getKey(), sample.getValue(), now))
                .toList();
    }

    private static Evidence evidence(NodeId node, Forecast forecast, Instant now) {
        var lines = new ArrayList<String>();
        Stream.concat(forecast.reasons().stream(), forecast.doubts().stream())
                .map(reason -> "%s: %s".formatted(node, reason))
                .forEach(lines::add);
        forecast.guidance()
                .map(row -> "%s: its distribution's own table says %s".formatted(node, row.quote()))
                .ifPresent(lines::add);
        return new Evidence("facts", now, Origin.ABSENCE, lines);
    }

    private static List<Remedy> remedies(Map<NodeId, Forecast> samples) {
        return samples.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(sample -> sample.getValue().remedies().stream())
                .distinct()
                .limit(MOST_REMEDIES)
                .toList();
    }
}
