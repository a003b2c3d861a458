package dev.inquest.detection.cohort;

import dev.inquest.detection.cohort.evidence.Stake;
import dev.inquest.detection.cohort.item.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the smallest explanations that the evidence confirms.
///
/// Round by round: the strongest item is taken; it becomes a pair or a triple only where each part
/// adds something within the other; what cannot be told from it goes along; then everything it
/// explains is taken out and the rest is asked again. So an innocent companion of a cause is not
/// named beside it.
final class Search {

    /// A part that explains less of what it sharpens than this leaves too much unexplained.
    private static final double REFINES = 1.0 / 3;

    private static final Comparator<Candidate> STRONGEST =
            Comparator.comparingDouble((Candidate candidate) -> -candidate.log())
                    .thenComparing(candidate -> candidate.track().item());

    private final Sample sample;
    private final Weights weights;
    private final Rules rules;

    Search(Sample sample, Weights weights) {
        this.sample = sample;
        this.weights = weights;
        this.rules = sample.rules();
    }

    /// An item that passed.
    ///
    /// @param corrected its p, before alpha is split between rounds
    record Candidate(Track track, double log, double corrected) {
        Item item() {
            return track.item();
        }
    }

    /// What a round found.
    ///
    /// @param covered what this explains of what was still unexplained
    record Found(
            List<Track> tracks,
            double corrected,
            List<Equivalent> equivalents,
            List<Item> explained,
            Mask covered) {}

    /// An item that could stand in the place of one that was chosen.
    ///
    /// @param part where the two were compared
    record Equivalent(Track track, Track of, Mask part) {}

    List<Found> run() {
        var found = new ArrayList<Found>();
        var part = Mask.all(sample, true);
        double alpha = rules.alpha() / 4;
        for (int round = 0; round < rules.maxCauses(); round++, alpha /= 2) {
            var next = next(part, alpha);
            if (next.isEmpty()) {
                break;
            }
            found.add(next.get());
            part = part.without(sample, next.get().covered());
        }
        return found;
    }

    private Optional<Found> next(Mask part, double alpha) {
        var candidates = candidates(part, alpha, rules.minCoverage());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        var best = best(candidates, part);
        var chosen = new ArrayList<>(List.of(best));
        var covered = part.with(sample, best.track());
        while (chosen.size() < rules.maxOrder()) {
            var more = refinement(chosen, part, covered, alpha);
            if (more.isEmpty()) {
                break;
            }
            chosen.add(more.get());
            covered = covered.with(sample, more.get().track());
        }
        return Optional.of(found(chosen, candidates, part, covered, alpha));
    }

    /// The strongest item; or one that is asked about first, unless the strongest explains what it
    /// explains and more.
    private Candidate best(List<Candidate> candidates, Mask part) {
        var strongest = candidates.getFirst();
        return candidates.stream()
                .filter(one -> rules.isAskedFirst(one.item()))
                .filter(one -> !isExplainedBy(strongest.track(), one.track(), part))
                .findFirst()
                .orElse(strongest);
    }

    private boolean isExplainedBy(Track other, Track one, Mask part) {
        return other != one && beats(other, one, part) && !beats(one, other, part);
    }

    private Found found(
            List<Candidate> chosen,
            List<Candidate> candidates,
            Mask part,
            Mask covered,
            double alpha) {
        var tracks = chosen.stream().map(Candidate::track).toList();
        double corrected = chosen.stream().mapToDouble(Candidate::corrected).max().orElse(1);
        var equivalents = equivalents(chosen, candidates, part, alpha);
        var named = new HashSet<Track>(tracks);
        equivalents.forEach(one -> named.add(one.track()));
        var explained =
                candidates.stream()
                        .filter(candidate -> !named.contains(candidate.track()))
                        .map(Candidate::item)
                        .toList();
        return new Found(tracks, corrected, equivalents, explained, covered);
    }

    /// Items with enough evidence within a part, strongest first.
    ///
    /// @param coverage the share of the part's Cases that they must explain
    private List<Candidate> candidates(Mask part, double alpha, double coverage) {
        return sample.tracks().stream()
                .flatMap(track -> candidate(track, part, alpha, coverage).stream())
                .sorted(STRONGEST)
                .toList();
    }

    private Optional<Candidate> candidate(Track track, Mask part, double alpha, double coverage) {
        int with = sample.countedWith(track, part);
        if (with < rules.minFailing() || with < coverage * sample.counted(track, part)) {
            return Optional.empty();
        }
        var ratio = sample.ratio(track, part).ratio();
        if (ratio.estimate() < rules.minRatio() || ratio.lower() < rules.minRatioBound()) {
            return Optional.empty();
        }
        var stake = sample.stake(track, part);
        double corrected = Math.exp(-stake.highest()) / weights.of(track.item());
        return corrected <= alpha
                ? Optional.of(new Candidate(track, stake.log(), corrected))
                : Optional.empty();
    }

    /// The item that most sharpens what is chosen, if both it and every part chosen earns its
    /// place.
    private Optional<Candidate> refinement(
            List<Candidate> chosen, Mask part, Mask covered, double alpha) {
        return candidates(covered, alpha, REFINES).stream()
                .filter(more -> chosen.stream().noneMatch(one -> one.track() == more.track()))
                .filter(more -> chosen.stream().allMatch(one -> earns(one, more, chosen, part)))
                .findFirst();
    }

    private boolean earns(Candidate one, Candidate more, List<Candidate> chosen, Mask part) {
        var others = withOthers(part, chosen, one).with(sample, more.track());
        return sample.stake(one.track(), others).highest() >= Math.log(rules.against());
    }

    /// What cannot be told from each chosen item, among members that carry the other chosen ones.
    private List<Equivalent> equivalents(
            List<Candidate> chosen, List<Candidate> candidates, Mask part, double alpha) {
        var all = new ArrayList<Equivalent>();
        for (var one : chosen) {
            var others = withOthers(part, chosen, one);
            var passed = chosen.size() == 1 ? candidates : candidates(others, alpha, REFINES);
            equivalents(one.track(), passed, others)
                    .filter(other -> chosen.stream().noneMatch(own -> own.track() == other))
                    .forEach(other -> all.add(new Equivalent(other, one.track(), others)));
        }
        return all;
    }

    private Mask withOthers(Mask part, List<Candidate> chosen, Candidate one) {
        var others = part;
        for (var other : chosen) {
            if (!other.equals(one)) {
                others = others.with(sample, other.track());
            }
        }
        return others;
    }

    private Stream<Track> equivalents(Track one, List<Candidate> candidates, Mask part) {
        var passed = candidates.stream().map(Candidate::track).collect(Collectors.toSet());
        int carriers = sample.failingWith(one, part);
        return sample.tracks().stream()
                .filter(other -> other != one)
                .filter(other ->
                        passed.contains(other)
                                ? isInseparable(one, other, part)
                                : sample.failingWith(other, part) == carriers
                                        && isSame(one, other, part))
                .sorted(Comparator.comparing(Track::item));
    }

    private boolean isInseparable(Track best, Track other, Mask part) {
        return !beats(best, other, part) && !beats(other, best, part);
    }

    /// Whether one item still speaks for itself among members that are alike in the other.
    private boolean beats(Track one, Track other, Mask part) {
        Stake stake = sample.stake(one, part.alike(sample, other));
        return stake.log() >= Math.log(rules.against());
    }

    private boolean isSame(Track best, Track other, Mask part) {
        return sample.discord(best, other, part).isNone()
                && sample.discord(other, best, part).isNone();
    }
}
