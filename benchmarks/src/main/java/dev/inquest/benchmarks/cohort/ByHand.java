package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.Wording;
import dev.inquest.detection.cohort.scenario.Fleet;
import dev.inquest.detection.cohort.scenario.Fleet.Shape;
import dev.inquest.detection.cohort.scenario.Scenarios;
import dev.inquest.detection.cohort.scenario.Stage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// What an engineer would do by hand: DuckDB, the whole fleet in one table, and `GROUPING SETS`
/// over the attributes, asked again after one more failure.
final class ByHand {

    private static final int BEFORE = 60;

    private final Report report;
    private final boolean quick;

    ByHand(Report report, boolean quick) {
        this.report = report;
        this.quick = quick;
    }

    void run() {
        report.title(
                "By hand: DuckDB GROUPING SETS, refreshed after one more failure (ms), same data");
        report.line(
                "(three times the risk, 10 %% of the failing, at least 3; a ranking aid that promises no significance)");
        report.line(
                "%9s %5s | %9s %9s %7s | %9s %9s %7s | %9s %9s %7s",
                "nodes",
                "attrs",
                "1 item",
                "p99",
                "rows",
                "1-2 items",
                "p99",
                "rows",
                "engine",
                "p99",
                "causes");
        for (int nodes : quick ? List.of(20_000) : List.of(20_000, 200_000, 1_000_000)) {
            compare(nodes);
        }
    }

    private void compare(int nodes) {
        var stage = new Stage(new Fleet(1, nodes, Fleet.BASE, Shape.PLAIN), 1, _ -> {});
        int rounds = quick ? 10 : 30;
        var singles = new long[rounds];
        var pairs = new long[rounds];
        var engine = new long[rounds];
        try (var table = new FleetTable(stage)) {
            var pick = Scenarios.mixedPicker();
            for (int i = 0; i < BEFORE; i++) {
                table.fail(step(stage, pick.applyAsInt(stage)));
            }
            int singleRows = 0;
            int pairRows = 0;
            for (int i = 0; i < rounds; i++) {
                int node = pick.applyAsInt(stage);
                long start = System.nanoTime();
                step(stage, node);
                engine[i] = System.nanoTime() - start;
                start = System.nanoTime();
                table.fail(node);
                long failed = System.nanoTime() - start;
                start = System.nanoTime();
                singleRows = table.count(1);
                singles[i] = failed + System.nanoTime() - start;
                start = System.nanoTime();
                pairRows = table.count(2);
                pairs[i] = failed + System.nanoTime() - start;
            }
            var one = Percentiles.of(singles);
            var two = Percentiles.of(pairs);
            var ours = Percentiles.of(engine);
            report.line(
                    "%,9d %5d | %9.2f %9.2f %7d | %9.2f %9.2f %7d | %9.3f %9.3f %7d",
                    nodes,
                    Fleet.BASE,
                    one.at(.5),
                    one.at(.99),
                    singleRows,
                    two.at(.5),
                    two.at(.99),
                    pairRows,
                    ours.at(.5),
                    ours.at(.99),
                    stage.ask().causes().size());
            report.line("          engine: %s", Wording.of(stage.ask()));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB refused", e);
        }
    }

    private static int step(Stage stage, int node) {
        stage.pass(Duration.ofSeconds(61));
        stage.enroll(node);
        stage.ask();
        return node;
    }
}
