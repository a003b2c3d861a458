package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.scenario.Outcome;
import dev.inquest.detection.cohort.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Many runs of one scenario, each with its own seed.
///
/// @param wallMillis of all runs, fleet and all
record Score(String name, List<Run> runs, double wallMillis) {

    /// What is kept of a run: an outcome holds its whole fleet.
    record Run(
            boolean exact,
            int hits,
            int truth,
            int reported,
            int detected,
            double classSize,
            boolean flag) {}

    /// @param flag what else is to be counted
    static Score of(Scenario scenario, int first, int runs, Predicate<Outcome> flag) {
        var all = new ArrayList<Run>();
        long start = System.nanoTime();
        for (int seed = first; seed < first + runs; seed++) {
            var outcome = scenario.play(seed);
            all.add(
                    new Run(
                            outcome.isExact(),
                            outcome.hits(),
                            outcome.truth().size(),
                            outcome.confirmed().size(),
                            outcome.failuresToDetect().orElse(-1),
                            outcome.classSize(),
                            flag.test(outcome)));
        }
        return new Score(scenario.name(), all, (System.nanoTime() - start) / 1e6);
    }

    private double share(Predicate<Run> predicate) {
        return (double) runs.stream().filter(predicate).count() / runs.size();
    }

    double exact() {
        return share(Run::exact);
    }

    double flagged() {
        return share(Run::flag);
    }

    double recall() {
        return sum(Run::hits) / Math.max(1, sum(Run::truth));
    }

    double precision() {
        return sum(Run::hits) / Math.max(1, sum(Run::reported));
    }

    double reported() {
        return sum(Run::reported) / runs.size();
    }

    double redundancy() {
        return sum(Run::reported) / Math.max(1, sum(Run::truth));
    }

    double classSize() {
        return runs.stream().mapToDouble(Run::classSize).average().orElse(0);
    }

    /// Failures until all causes were named; runs that never got there left out.
    String detected() {
        int[] sorted =
                runs.stream().mapToInt(Run::detected).filter(one -> one > 0).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : "%d / %d".formatted(sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
    }

    private double sum(ToIntFunction<Run> number) {
        return IntStream.range(0, runs.size()).map(i -> number.applyAsInt(runs.get(i))).sum();
    }
}
