package dev.inquest.detection.cohort.remedy;

import dev.inquest.detection.cohort.Incident;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.Tally;
import dev.inquest.detection.cohort.remedy.Advice.Experience;
import dev.inquest.detection.cohort.roster.Roster;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks for the value of the guilty attribute that the fleet has tried long enough and that fails
/// least.
///
/// Long enough means: at the guilty value's rate, at least three nodes would have failed by now. If
/// none or hardly any did, the value is better and not just lucky: with three expected, none
/// happens by chance once in twenty times.
public final class Alternatives {

    /// So many failures must have been expected.
    public static final double ENOUGH = 3;

    /// And the alternative fails at most at this part of the guilty rate.
    private static final double BETTER = 1.0 / 3;

    private static final Comparator<Experience> BEST =
            Comparator.comparingDouble(Experience::rate)
                    .thenComparing(Comparator.comparingDouble(Experience::hours).reversed())
                    .thenComparing(Experience::item);

    private final Roster roster;
    private final Incident incident;
    private final Instant from;
    private final Instant now;

    /// @param from both failures and node-hours count from here
    public Alternatives(Roster roster, Incident incident, Instant from, Instant now) {
        this.roster = roster;
        this.incident = incident;
        this.from = from;
        this.now = now;
    }

    /// What to move to from one item of a cause.
    public Advice to(Item guilty) {
        var failures = incident.failures(guilty.attribute(), from);
        var all =
                roster.tallies(guilty.attribute()).stream()
                        .map(tally -> experience(tally, failures.getOrDefault(tally.item(), 0.0)))
                        .toList();
        var old =
                find(all, guilty)
                        .orElse(new Experience(guilty, 0, failures.getOrDefault(guilty, 0.0), 0));
        var others =
                all.stream().filter(one -> !one.item().equals(guilty) && one.nodes() > 0).toList();
        return others.stream()
                .filter(one -> old.rate() * one.hours() >= ENOUGH)
                .filter(one -> one.rate() <= old.rate() * BETTER)
                .min(BEST)
                .<Advice>map(better -> new Advice.MoveTo(old, better))
                .orElseGet(() -> new Advice.TooEarly(old, longest(others)));
    }

    private Experience experience(Tally tally, double failures) {
        return new Experience(tally.item(), tally.atRisk(), failures, tally.hours(from, now));
    }

    private static Optional<Experience> find(List<Experience> all, Item item) {
        return all.stream().filter(one -> one.item().equals(item)).findFirst();
    }

    private static Optional<Experience> longest(List<Experience> others) {
        return others.stream()
                .max(Comparator.comparingDouble(Experience::hours).thenComparing(Experience::item));
    }
}
