package dev.inquest.detection.pattern;

import dev.inquest.detection.node.NodeState;
import dev.inquest.detection.node.Pause;
import dev.inquest.detection.node.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reports that wait for their verdict: a panic may follow at once and speak for them, and a stall
/// may be no more than a virtual machine that was paused.
///
/// A paused machine reports a stall when it wakes up, and its heartbeats resume with it. A kernel
/// that reports one while heartbeats come, or that goes on without them, is in trouble.
///
/// @param reports at most eight; the oldest give way
record Doubts(List<Report> reports) {

    static final Doubts NONE = new Doubts(List.of());

    /// A panic follows its report within so long. An oops that a crash dump follows is not followed
    /// by words of a panic, but by silence until the capture kernel finds the console.
    private static final Duration SETTLES = Duration.ofSeconds(30);

    /// So long after a machine wakes up, its watchdogs still report the pause.
    private static final Duration WAKES_UP = Duration.ofSeconds(30);

    /// Without heartbeats for so long, it is no pause of a live migration.
    private static final Duration LONGEST_MIGRATION = Duration.ofSeconds(90);

    private static final int MOST = 8;

    /// What has become clear.
    record Sorted(Doubts left, List<Report> trouble, List<Report> paused) {}

    /// A later revision of a report takes its place, but not its time.
    Doubts with(Report report) {
        var all = new ArrayList<Report>();
        var at = report.at();
        for (var known : reports) {
            if (known.id().equals(report.id())) {
                at = known.at();
            } else {
                all.add(known);
            }
        }
        all.add(new Report(report.id(), report.kind(), at, report.title(), report.evidence()));
        return new Doubts(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
    }

    Sorted sort(Presence presence, Instant now) {
        var left = new ArrayList<Report>();
        var trouble = new ArrayList<Report>();
        var paused = new ArrayList<Report>();
        for (var report : reports) {
            if (isOfPause(report, presence)) {
                paused.add(report);
            } else if (clearAt(report, presence).isAfter(now)) {
                left.add(report);
            } else {
                trouble.add(report);
            }
        }
        return new Sorted(new Doubts(List.copyOf(left)), trouble, paused);
    }

    private static boolean isOfPause(Report report, Presence presence) {
        return report.kind().isStall()
                && presence.pause()
                        .map(pause ->
                                !report.at().isBefore(pause.from())
                                        && !report.at().isAfter(pause.until().plus(WAKES_UP)))
                        .orElse(false);
    }

    private static Instant clearAt(Report report, Presence presence) {
        var settled = report.at().plus(SETTLES);
        var last = presence.lastHeartbeat().orElse(report.at()).plus(presence.grace());
        var heardJustBefore = report.at().isBefore(last.plus(Pause.SHORTEST));
        if (!report.kind().isStall() || heardJustBefore) {
            return settled;
        }
        var awake = report.at().plus(WAKES_UP);
        var gone = last.plus(LONGEST_MIGRATION);
        return awake.isAfter(gone) ? awake : gone;
    }

    /// When the next of them becomes clear at the latest.
    Optional<Instant> clearAt(Presence presence) {
        return reports.stream()
                .map(report -> clearAt(report, presence))
                .min(Comparator.naturalOrder());
    }

    /// Whether a node in this state is past the trouble that a live node can be in: it has crashed,
    /// is gone, or starts anew.
    static boolean endIn(NodeState state) {
        return switch (state.name()) {
            case PANICKED, DUMPING, HUNG, LOST, REBOOTED, REPLACED, STOPPED, PLANNED, FORGOTTEN ->
                    true;
            case UNKNOWN, LIVE, UNOBSERVED, SILENT, ISOLATED, WEDGED -> false;
        };
    }
}
