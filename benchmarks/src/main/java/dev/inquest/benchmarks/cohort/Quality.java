package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.Tier;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.scenario.Fleet;
import dev.inquest.detection.cohort.scenario.Outcome;
import dev.inquest.detection.cohort.scenario.Scenario;
import dev.inquest.detection.cohort.scenario.Scenarios;
import java.util.function.Predicate;

/// What the engine names, and what it leaves alone: every scenario with its criterion.
final class Quality {

    private final Report report;
    private final boolean quick;
    private final int first;

    /// @param first the first run's seed
    Quality(Report report, boolean quick, int first) {
        this.first = first;
        this.report = report;
        this.quick = quick;
    }

    void run() {
        report.title("Quality: the engine is asked after every failure");
        report.line(
                "%-26s %6s %6s %7s %9s %8s %9s %11s %6s %8s",
                "scenario",
                "runs",
                "exact",
                "recall",
                "precision",
                "reported",
                "redundant",
                "p50/p95",
                "class",
                "ms/run");
        nothing();
        single();
        several();
        companions();
        tiny();
        rollouts();
        events();
    }

    private void nothing() {
        var everyone = new int[3];
        int runs = quick ? 60 : 1000;
        int[] within = {3, 12, 60};
        Score.of(
                Scenarios.nothing(2_000, 12, 60),
                first,
                runs,
                outcome -> {
                    for (int i = 0; i < within.length; i++) {
                        everyone[i] += outcome.everAny(within[i]) ? 1 : 0;
                    }
                    return false;
                });
        for (int i = 0; i < within.length; i++) {
            var name = "1 null, %d failures: anything ever confirmed".formatted(within[i]);
            report.atMost(name, (double) everyone[i] / runs, .05);
        }
        var wide = play(Scenarios.nothing(2_000, 60, 24), runs(100), one -> one.everAny(24));
        report.atMost("1 null, 60 attributes: anything ever confirmed", wide.flagged(), .05);
    }

    private void single() {
        var twelve = play(Scenarios.single(2_000, 12, 12), runs(300), _ -> false);
        report.atLeast("2 single kernel, 12 failures: exact", twelve.exact(), .99);
        var sixty = play(Scenarios.single(20_000, 12, 60), runs(60), _ -> false);
        report.atLeast("2 single kernel, 60 failures: exact", sixty.exact(), .99);
    }

    private void several() {
        both("3 two causes", play(Scenarios.two(20_000, 60, .5), runs(100), _ -> false));
        both("3 two causes, 90:10", play(Scenarios.two(20_000, 320, .9), runs(40), _ -> false));
        var pair = play(Scenarios.pair(20_000, 60), runs(100), _ -> false);
        report.atLeast("4 pair: exact, not its parts", pair.exact(), .98);
        var triple = play(Scenarios.triple(20_000, 60), runs(100), _ -> false);
        report.atLeast("4 triple: exact, not its parts", triple.exact(), .95);
        both("- mixed, 20 % noise", play(Scenarios.mixed(20_000, 12, 60), runs(60), _ -> false));
        var wide = play(Scenarios.mixed(20_000, 60, 60), runs(30), _ -> false);
        report.atLeast("- mixed, 60 attributes: recall", wide.recall(), .95);
        report.atLeast("- mixed, 60 attributes: precision", wide.precision(), .95);
    }

    private void both(String name, Score score) {
        report.atLeast(name + ": recall", score.recall(), .98);
        report.atLeast(name + ": precision", score.precision(), .98);
    }

    private void companions() {
        // With the kernel in its class the zone is as right as anything the data can say.
        Predicate<Outcome> blamed =
                outcome ->
                        blames(Fleet.ZONE).test(outcome)
                                && outcome.confirmed().stream()
                                        .noneMatch(cause -> cause.mentions(Fleet.KERNEL));
        var small = play(Scenarios.confounded(2_000, 12), runs(200), blamed);
        report.atLeast("5 confounded, 12 failures: kernel named", small.recall(), .95);
        report.atMost("5 confounded, 12 failures: zone instead", small.flagged(), .02);
        var large = play(Scenarios.confounded(20_000, 60), runs(60), blamed);
        report.atLeast("5 confounded, 60 failures: kernel named", large.recall(), .99);
        report.atMost("5 confounded, 60 failures: zone instead", large.flagged(), .02);
        var collinear =
                play(
                        Scenarios.collinear(2_000, 12),
                        runs(200),
                        outcome -> outcome.confirmed().size() == 1 && outcome.classSize() == 3);
        report.atLeast("6 collinear: one cause with all three members", collinear.flagged(), .99);
    }

    private static Predicate<Outcome> blames(Item item) {
        return outcome ->
                outcome.confirmed().stream().anyMatch(cause -> cause.items().contains(item));
    }

    private void tiny() {
        Tier[] expected = {Tier.NONE, Tier.SUSPECTED, Tier.CONFIRMED};
        int[] failures = {2, 3, 5};
        for (int i = 0; i < failures.length; i++) {
            int count = failures[i];
            var tier = expected[i];
            var score =
                    play(
                            Scenarios.single(2_000, 12, count),
                            runs(200),
                            outcome -> outcome.tierAfter(count) == tier);
            var name = "7 tiny, %d failures: %s".formatted(count, tier);
            report.atLeast(name, score.flagged(), tier == Tier.SUSPECTED ? .9 : .99);
        }
        var four =
                play(
                        Scenarios.single(2_000, 12, 4),
                        runs(200),
                        outcome -> outcome.tierAfter(4) != Tier.NONE);
        report.atLeast("7 tiny, 4 failures: at least SUSPECTED", four.flagged(), .95);
        report.line("      of these already CONFIRMED: %.2f", four.recall());
    }

    private void rollouts() {
        var innocent =
                play(
                        Scenarios.rollout(2_000, 30, 1),
                        runs(200),
                        outcome -> outcome.everBlamed(Scenarios.OLD_KERNEL));
        report.atMost("8 rollout, kernel irrelevant: OLD blamed", innocent.flagged(), .05);
        report.atMost("8 rollout, kernel irrelevant: anything named", innocent.reported(), .05);
        var guilty =
                play(
                        Scenarios.rollout(2_000, 30, 20),
                        runs(200),
                        outcome -> outcome.everBlamed(Scenarios.OLD_KERNEL));
        report.atMost("8 rollout, NEW guilty: OLD blamed", guilty.flagged(), .05);
        report.atLeast("8 rollout, NEW guilty: NEW named", guilty.recall(), .9);
    }

    private void events() {
        var burst = play(Scenarios.burst(4_000), runs(100), _ -> false);
        report.atLeast("9 burst of one rack: the rack and nothing else", burst.exact(), .99);
        var exposure = play(Scenarios.exposure(20_000, 30), runs(60), one -> one.everAny(30));
        report.atMost("10 exposure: anything confirmed", exposure.flagged(), .05);
        var version =
                play(
                        Scenarios.version(2_000, 24, Scenarios.NEW_VERSION),
                        runs(100),
                        blames(Fleet.KERNEL));
        report.atLeast("- guilty version of a workload: named", version.recall(), .95);
        report.atMost("- guilty version of a workload: kernel blamed", version.flagged(), .05);
        var kernel =
                play(
                        Scenarios.version(2_000, 24, Fleet.KERNEL),
                        runs(100),
                        blames(Scenarios.NEW_VERSION));
        report.atLeast("- guilty kernel under a rollout: named", kernel.recall(), .95);
        report.atMost("- guilty kernel under a rollout: version blamed", kernel.flagged(), .05);
        var removed =
                play(
                        Scenarios.removed(2_000, 8),
                        runs(100),
                        outcome ->
                                outcome.tierAfter(8) == Tier.CONFIRMED
                                        && outcome.stage().ask().isNone());
        report.atLeast("11 cause removed: confirmed, then over in 5 min", removed.flagged(), .95);
    }

    private int runs(int full) {
        return quick ? Math.max(10, full / 10) : full;
    }

    private Score play(Scenario scenario, int runs, Predicate<Outcome> flag) {
        var score = Score.of(scenario, first, runs, flag);
        report.line(
                "%-26s %6d %6.3f %7.3f %9.3f %8.2f %9.2f %11s %6.2f %8.1f",
                score.name(),
                runs,
                score.exact(),
                score.recall(),
                score.precision(),
                score.reported(),
                score.redundancy(),
                score.detected(),
                score.classSize(),
                score.wallMillis() / runs);
        return score;
    }
}
