package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.Tail;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.matched.MatchedSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Suspects a cause before there is enough evidence to confirm one: an exact test at a few moments
/// only, each with a part of alpha.
///
/// At 3, 4, 6, 8, 12, 16, 24, 32 and 48 failures it asks how likely *any* item would be shared so
/// widely by chance. In between, the last answer stands.
final class Suspicion {

    private static final int[] LOOKS = {3, 4, 6, 8, 12, 16, 24, 32, 48};

    private Suspicion() {}

    /// The item suspected, with its corrected p.
    record Suspect(Track track, double corrected) {}

    static Optional<Suspect> look(Sample sample) {
        var leading = sample.leading();
        int look = LOOKS.length - 1;
        while (look >= 0 && LOOKS[look] > leading.size()) {
            look--;
        }
        if (look < 0) {
            return Optional.empty();
        }
        var seen = leading.subList(0, LOOKS[look]);
        double alpha = sample.rules().alpha() * 6 / Math.pow(Math.PI * (look + 1), 2);
        return best(sample, seen)
                .map(suspect -> correct(suspect, seen, alpha))
                .filter(suspect -> suspect.corrected() <= alpha);
    }

    private static Optional<Suspect> best(Sample sample, List<MatchedSet> seen) {
        return sample.tracks().stream()
                .flatMap(track -> suspect(track, sample, seen).stream())
                .min(
                        Comparator.comparingDouble(Suspect::corrected)
                                .thenComparing(
                                        one -> !sample.rules().isAskedFirst(one.track().item()))
                                .thenComparing(suspect -> suspect.track().item()));
    }

    private static Optional<Suspect> suspect(Track track, Sample sample, List<MatchedSet> seen) {
        var tail = new Tail(seen.size());
        int carriers = 0;
        for (var set : seen) {
            int at = set.indexOf(track.item());
            if (at >= 0) {
                boolean carried = set.caseCarries(at);
                carriers += carried ? 1 : 0;
                tail.add(share(set, at));
            }
        }
        if (carriers < sample.rules().minFailing()) {
            return Optional.empty();
        }
        return Optional.of(new Suspect(track, tail.atLeast(carriers)));
    }

    private static double share(MatchedSet set, int at) {
        return (set.controlsWith(at) + (set.caseCarries(at) ? 1.0 : 0)) / (set.controls() + 1);
    }

    /// Adds up what every item contributes to the chance that some item looks so extreme.
    private static Suspect correct(Suspect suspect, List<MatchedSet> seen, double alpha) {
        double p = suspect.corrected();
        if (p > alpha) {
            return suspect;
        }
        Map<Item, Tail> tails = new HashMap<>();
        for (var set : seen) {
            for (int i = 0; i < set.size(); i++) {
                tails.computeIfAbsent(set.item(i), _ -> new Tail(seen.size())).add(share(set, i));
            }
        }
        double sum = tails.values().stream().mapToDouble(tail -> tail.largestUpTo(p)).sum();
        return new Suspect(suspect.track(), Math.max(p, sum));
    }
}
