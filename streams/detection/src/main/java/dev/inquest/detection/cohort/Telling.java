package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.RiskRatio;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.Onset;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Puts together what is said of a cause: every number that a reader needs to judge it.
final class Telling {

    /// Further companions and explained items are not listed.
    private static final int MAX_LISTED = 16;

    private final Sample sample;
    private final Predicate<Onset> isOver;
    private final Mask everybody;

    Telling(Sample sample, Predicate<Onset> isOver) {
        this.sample = sample;
        this.isOver = isOver;
        this.everybody = Mask.all(sample, false);
    }

    Cause confirmed(Search.Found found) {
        var explained = found.explained().stream().limit(MAX_LISTED).toList();
        return cause(
                Tier.CONFIRMED, found.tracks(), found.corrected(), found.equivalents(), explained);
    }

    /// A suspect whose risk is not high enough is not worth a look.
    Optional<Cause> suspected(Suspicion.Suspect suspect) {
        var same =
                sample.tracks().stream()
                        .filter(other -> other != suspect.track())
                        .filter(other -> isSame(suspect.track(), other))
                        .sorted(Comparator.comparing(Track::item))
                        .map(other -> new Search.Equivalent(other, suspect.track(), everybody))
                        .toList();
        var cause =
                cause(
                        Tier.SUSPECTED,
                        List.of(suspect.track()),
                        suspect.corrected(),
                        same,
                        List.of());
        var rules = sample.rules();
        return Optional.of(cause)
                .filter(one -> one.ratio().estimate() >= rules.minRatio())
                .filter(one -> one.ratio().lower() >= rules.minRatioBound());
    }

    private boolean isSame(Track one, Track other) {
        return sample.discord(one, other, everybody).isNone()
                && sample.discord(other, one, everybody).isNone();
    }

    private Cause cause(
            Tier tier,
            List<Track> tracks,
            double corrected,
            List<Search.Equivalent> equivalents,
            List<Item> explained) {
        var part = everybody;
        for (var track : tracks) {
            part = part.with(sample, track);
        }
        var counts = counts(part, tracks);
        var sum = counts.sum();
        return new Cause(
                tracks.stream().map(Track::item).toList(),
                tier,
                counts.failing(),
                sample.size() - counts.failing(),
                counts.controls(),
                counts.allControls() - counts.controls(),
                sum.expected(),
                sum.ratio(),
                Math.min(1, corrected),
                equivalents.stream().limit(MAX_LISTED).map(this::companion).toList(),
                explained,
                counts.latest(),
                counts.over());
    }

    private record Counts(
            int failing,
            int controls,
            int allControls,
            RiskRatio.Sum sum,
            Instant latest,
            boolean over) {}

    private Counts counts(Mask carriers, List<Track> tracks) {
        var sum = new RiskRatio.Sum();
        int controls = 0;
        int all = 0;
        var latest = Instant.MIN;
        boolean over = true;
        for (int slot : sample.order()) {
            var set = sample.set(slot);
            controls += carriers.controls(slot);
            all += set.controls();
            if (sample.counts(tracks, slot)) {
                sum.add(carriers.hasCase(slot), carriers.controls(slot), set.controls());
            }
            if (carriers.hasCase(slot)) {
                latest = set.onset().at();
                over &= isOver.test(set.onset());
            }
        }
        return new Counts(carriers.cases().count(), controls, all, sum, latest, over);
    }

    private Companion companion(Search.Equivalent equivalent) {
        var other = equivalent.track();
        var of = equivalent.of();
        var one = sample.discord(of, other, equivalent.part());
        var two = sample.discord(other, of, equivalent.part());
        return new Companion(
                other.item(),
                of.item(),
                one.failing() + two.failing(),
                one.healthy() + two.healthy());
    }
}
