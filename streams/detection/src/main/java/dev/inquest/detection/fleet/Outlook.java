package dev.inquest.detection.fleet;

import dev.inquest.detection.event.NodeId;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.PanicForecast;
import dev.inquest.detection.node.Aftermath;
import dev.inquest.detection.node.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Counts what the nodes of each cluster would do at their next panic, and what they then really
/// did.
///
/// Nothing is kept per node but its name: a change takes a node out of one count and puts it into
/// another. Findings are told at most once a minute, however many nodes change.
final class Outlook {

    private final CrashDumpGuide guide;
    private final Map<String, Prospects> clusters = new TreeMap<>();
    private final Map<String, Score> scores = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    Outlook(CrashDumpGuide guide) {
        this.guide = guide;
    }

    void restore(Score score) {
        scores.put(score.cluster(), score);
    }

    /// A node's place in the fleet has changed.
    void move(Optional<Seat> before, Optional<Seat> after) {
        var from = before.filter(Outlook::isThere);
        var to = after.filter(Outlook::isThere);
        if (from.map(Seat::attributes).equals(to.map(Seat::attributes))) {
            return;
        }
        from.ifPresent(seat -> prospects(seat).remove(seat, forecast(seat)));
        to.ifPresent(seat -> prospects(seat).add(seat, forecast(seat)));
        changed.add(before.or(() -> after).orElseThrow().node().cluster());
    }

    private Prospects prospects(Seat seat) {
        return clusters.computeIfAbsent(seat.node().cluster(), _ -> new Prospects());
    }

    private static boolean isThere(Seat seat) {
        return switch (seat.state()) {
            case STOPPED, LOST, REPLACED, FORGOTTEN -> false;
            default -> true;
        };
    }

    private Forecast forecast(Seat seat) {
        return PanicForecast.of(seat.attributes(), guide);
    }

    /// A panic ended somehow: the forecast of the node as it was is held against it.
    Optional<Score> score(Seat before, Change change) {
        return change.aftermath().map(happened -> scored(before, happened));
    }

    private Score scored(Seat before, Aftermath happened) {
        var cluster = before.node().cluster();
        changed.add(cluster);
        var score = scoreOf(cluster).with(forecast(before).outcome(), happened);
        scores.put(cluster, score);
        return score;
    }

    private Score scoreOf(String cluster) {
        return scores.getOrDefault(cluster, Score.begin(cluster));
    }

    boolean isPending() {
        return !changed.isEmpty();
    }

    /// The findings that the counts now give, and those that they no longer give.
    List<Ledger.Entered> tell(Ledger ledger, Map<NodeId, Seat> roster, Instant now) {
        var entered = new ArrayList<Ledger.Entered>();
        for (var cluster : changed.stream().sorted().toList()) {
            var prospects = clusters.getOrDefault(cluster, new Prospects());
            var ids = new HashSet<String>();
            for (var group : prospects.groups()) {
                var finding = finding(ledger, cluster, prospects, group, roster, now);
                ids.add(finding.key().id());
                if (isWorthTelling(ledger, finding)) {
                    entered.addAll(ledger.enter(finding));
                }
            }
            entered.addAll(fallQuiet(ledger, cluster, ids, now));
        }
        changed.clear();
        return entered;
    }

    private static boolean isWorthTelling(Ledger ledger, Finding finding) {
        var told = ledger.finding(finding.key().id());
        return told.isEmpty()
                || told.get().course().status() == Status.RESOLVED
                || told.get().course().quietSince().isPresent()
                || told.get()
                        .tally()
                        .map(tally -> finding.tally().orElseThrow().isFarFrom(tally))
                        .orElse(true);
    }

    private static List<Ledger.Entered> fallQuiet(
            Ledger ledger, String cluster, Collection<String> standing, Instant now) {
        return ledger.findings().stream()
                .filter(finding -> finding.key().pattern().equals(PanicForecastFinding.ID))
                .filter(finding -> finding.key().cluster().equals(cluster))
                .filter(finding -> finding.course().status() == Status.OPEN)
                .filter(finding -> finding.course().quietSince().isEmpty())
                .filter(finding -> !standing.contains(finding.key().id()))
                .toList()
                .stream()
                .flatMap(gone -> ledger.enter(gone.with(gone.course().quiet(now))).stream())
                .toList();
    }

    private Finding finding(
            Ledger ledger,
            String cluster,
            Prospects prospects,
            Prospects.Group group,
            Map<NodeId, Seat> roster,
            Instant now) {
        var samples = new HashMap<NodeId, Forecast>();
        for (var node : group.onePerDistro()) {
            Optional.ofNullable(roster.get(node))
                    .ifPresent(seat -> samples.put(node, forecast(seat)));
        }
        return PanicForecastFinding.of(
                cluster, prospects, group, samples, scoreOf(cluster), ledger, now);
    }

    /// What was forecast and what happened, of this cluster.
    Score score(String cluster) {
        return scoreOf(cluster);
    }
}
