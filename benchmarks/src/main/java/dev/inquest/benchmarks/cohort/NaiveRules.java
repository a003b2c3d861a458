package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.Tier;
import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.item.Tally;
import dev.inquest.detection.cohort.scenario.Scenario;
import dev.inquest.detection.cohort.scenario.Scenarios;
import dev.inquest.detection.cohort.scenario.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// What simpler rules make of the same failures: how often they accuse somebody although nothing is
/// there.
final class NaiveRules {

    private final Report report;
    private final boolean quick;
    private final int first;

    /// @param first the first run's seed
    NaiveRules(Report report, boolean quick, int first) {
        this.first = first;
        this.report = report;
        this.quick = quick;
    }

    void run() {
        report.title("The same failures, judged by simpler rules on the table of now");
        var nothing = Scenarios.nothing(2_000, 12, 60);
        var rollout = Scenarios.rollout(2_000, 30, 1);
        var guilty = Scenarios.rollout(2_000, 30, 20);
        int runs = quick ? 20 : 200;
        report.line("%-52s %10s %12s %10s", "", "3x rule", "Fisher/look", "engine");
        row("null, 60 failures: accuses anybody", judge(nothing, runs), Judged::anybody);
        row(
                "rollout, kernel irrelevant: blames OLD",
                judge(rollout, runs),
                one -> one.blames(Scenarios.OLD_KERNEL));
        row(
                "rollout, NEW guilty: blames OLD",
                judge(guilty, runs),
                one -> one.blames(Scenarios.OLD_KERNEL));
        row(
                "rollout, NEW guilty: names NEW",
                judge(guilty, runs),
                one -> one.blames(Scenarios.NEW_KERNEL));
    }

    private void row(String name, Judged judged, Function<Judged, double[]> of) {
        double[] shares = of.apply(judged);
        report.line("%-52s %10.3f %12.3f %10.3f", name, shares[0], shares[1], shares[2]);
    }

    /// What three judges said in each run.
    private record Judged(List<List<Set<Item>>> runs) {

        double[] anybody() {
            return shares(said -> !said.isEmpty());
        }

        double[] blames(Item item) {
            return shares(said -> said.contains(item));
        }

        private double[] shares(Predicate<Set<Item>> predicate) {
            var shares = new double[3];
            for (var run : runs) {
                for (int judge = 0; judge < shares.length; judge++) {
                    shares[judge] += predicate.test(run.get(judge)) ? 1.0 / runs.size() : 0;
                }
            }
            return shares;
        }
    }

    private Judged judge(Scenario scenario, int runs) {
        var all = new ArrayList<List<Set<Item>>>();
        for (int seed = first; seed < first + runs; seed++) {
            var table = new Table();
            scenario.play(seed, table::look);
            all.add(List.of(table.tripled, table.significant, table.engine));
        }
        return new Judged(all);
    }

    /// Failing against healthy as they stand now, looked at after each failure.
    private static final class Table {
        private final Map<Item, Integer> failing = new HashMap<>();
        private final Set<Item> tripled = new HashSet<>();
        private final Set<Item> significant = new HashSet<>();
        private final Set<Item> engine = new HashSet<>();
        private int failed;

        void look(Stage stage) {
            failed++;
            stage.items(stage.latest()).forEach(item -> failing.merge(item, 1, Integer::sum));
            int healthy = stage.roster().atRisk();
            int tests = stage.roster().items();
            failing.forEach((item, with) -> {
                int carriers = stage.roster().tally(item).map(Tally::atRisk).orElse(0);
                judge(item, with, carriers, healthy, tests);
            });
            stage.answers().getLast().causes().stream()
                    .filter(cause -> cause.tier() == Tier.CONFIRMED)
                    .forEach(cause -> engine.addAll(cause.items()));
        }

        private void judge(Item item, int with, int healthyWith, int healthy, int tests) {
            double risk = with / (double) (with + healthyWith);
            int without = failed - with;
            double otherRisk = without / (double) (without + healthy - healthyWith);
            if (with >= 3 && with >= .1 * failed && risk >= 3 * otherRisk) {
                tripled.add(item);
            }
            if (with >= 3
                    && Fisher.tail(with, failed, with + healthyWith, failed + healthy) * tests
                            <= .05) {
                significant.add(item);
            }
        }
    }
}
