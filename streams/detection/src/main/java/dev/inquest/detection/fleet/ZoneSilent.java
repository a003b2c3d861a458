package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.event.Evidence;
import dev.inquest.detection.event.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Tells of many nodes that fell silent at once: one finding that speaks for all of them, and that
/// says what is held back because of it.
final class ZoneSilent {

    static final String ID = "zone-silent";

    private static final int NAMED = 50;

    /// How many are back is told in quarters.
    private static final int STEP_PERCENT = 25;

    private static final Paging MANY_AT_ONCE =
            Paging.yes("so many nodes at once are no coincidence");

    private static final Remedy LOOK_AROUND =
            new Remedy(
                    "Look at what these nodes share outside of themselves: network, power, and the"
                            + " way from there to Kafka. Do not reset or replace nodes before that"
                            + " is known.",
                    List.of(),
                    "Repair tools that replace silent nodes may replace a whole zone: pause them.",
                    "");

    private ZoneSilent() {}

    static Blackout begin(Place place, Quiet.Fall fall) {
        var zones = place.isWhole() ? Set.<String>of() : Set.of(place.zone());
        var key = FindingKey.ofIncident(ID, place.cluster(), fall.from());
        return new Blackout(key.id(), place.cluster(), zones, fall.from(), fall.to());
    }

    /// The finding of a blackout as it stands.
    ///
    /// @param silent nodes that are silent still
    /// @param zones of those, by zone
    /// @param heard nodes of the same zones that are heard
    static Finding of(
            Optional<Finding> before,
            Blackout blackout,
            Collection<NodeId> silent,
            Map<String, Integer> zones,
            int heard,
            Instant now) {
        var known = before.flatMap(Finding::tally).filter(tally -> tally.count() >= silent.size());
        var fell =
                known.map(tally -> new Tally(tally.count(), tally.of(), tally.zones(), ""))
                        .orElseGet(
                                () -> new Tally(silent.size(), silent.size() + heard, zones, ""));
        var tally = new Tally(fell.count(), fell.of(), fell.zones(), back(silent.size(), fell));
        var course = before.map(Finding::course).orElseGet(() -> Course.begin(now));
        var key = new FindingKey(blackout.id(), ID, blackout.cluster());
        return new Finding(
                key,
                telling(blackout, tally, silent.size()),
                known.isPresent()
                        ? before.orElseThrow().members()
                        : members(silent, blackout.from()),
                List.of(evidence(blackout, fell.count())),
                Optional.empty(),
                MANY_AT_ONCE,
                course.holds(now),
                Optional.of(tally),
                Optional.empty(),
                Attention.NONE);
    }

    private static Telling telling(Blackout blackout, Tally tally, int silent) {
        var title =
                "%,d of %,d nodes of %s fell silent at once"
                        .formatted(tally.count(), tally.of(), where(blackout));
        var narrative =
                "They were last heard between %s and %s; %,d of them are silent still. So many at once have one cause, and it is hardly in each of them: while this stands, nobody is told that one of them hangs because nothing is heard of it, and it does not count in what hung nodes share. What a console says of a node is told all the same."
                        .formatted(blackout.from(), blackout.to(), silent);
        return new Telling(
                Severity.CRITICAL, title, narrative, Optional.empty(), "", List.of(LOOK_AROUND));
    }

    private static String where(Blackout blackout) {
        var zones = new TreeSet<>(blackout.zones());
        var of = "cluster " + blackout.cluster();
        return switch (zones.size()) {
            case 0 -> of;
            case 1 -> "zone %s in %s".formatted(zones.first(), of);
            default -> "%d zones in %s".formatted(zones.size(), of);
        };
    }

    private static String back(int silent, Tally fell) {
        var percent = 100L * (fell.count() - silent) / Math.max(1, fell.count());
        return percent < STEP_PERCENT
                ? "none or few of them are back"
                : "%d %% of them and more are back"
                        .formatted(percent / STEP_PERCENT * STEP_PERCENT);
    }

    private static Map<NodeId, Member> members(Collection<NodeId> silent, Instant since) {
        return silent.stream()
                .sorted()
                .limit(NAMED)
                .collect(
                        Collectors.toUnmodifiableMap(
                                node -> node, node -> new Member(node, since, true, true, "")));
    }

    private static Evidence evidence(Blackout blackout, int nodes) {
        var words =
                "%,d nodes were last heard between %s and %s"
                        .formatted(nodes, blackout.from(), blackout.to());
        return Evidence.absence("heartbeat", blackout.to(), words);
    }
}
