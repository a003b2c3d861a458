package dev.inquest.benchmarks.cohort;

import dev.inquest.detection.cohort.matched.MatchedSetCodec;
import dev.inquest.detection.cohort.scenario.Fleet;
import dev.inquest.detection.cohort.scenario.Fleet.Shape;
import dev.inquest.detection.cohort.scenario.Scenarios;
import dev.inquest.detection.cohort.scenario.Stage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What one more failing node costs, and what is held, as the fleet grows.
final class Cost {

    private static final List<Integer> SIZES = List.of(1_000, 20_000, 200_000, 1_000_000);
    private static final int WARM_UP = 2;

    private final Report report;
    private final boolean quick;

    Cost(Report report, boolean quick) {
        this.report = report;
        this.quick = quick;
    }

    void run() {
        report.title("Cost of one more failing node (scenario mixed), milliseconds of CPU");
        report.line(
                "%9s %5s %6s | %7s %7s | %7s %7s | %7s %7s | %9s %9s %9s %9s",
                "nodes",
                "attrs",
                "cases",
                "enrol50",
                "p99",
                "ask50",
                "p99",
                "both50",
                "p99",
                "roster",
                "B/node",
                "incident",
                "B/stored");
        for (int i = 0; i < WARM_UP; i++) {
            measure(20_000, 12, 300);
            measure(20_000, 60, 60);
        }
        for (int attributes : List.of(12, 60)) {
            var all = new ArrayList<Measured>();
            for (int nodes : quick ? SIZES.subList(0, 3) : SIZES) {
                all.add(measure(nodes, attributes, cases(nodes)));
                all.getLast().print(report);
            }
            if (attributes == 12) {
                report.atMost("20,000 nodes x 12: p99 of both, ms", all.get(1).both().at(.99), 5);
            }
            double flat = all.getLast().both().at(.99) / all.get(1).both().at(.99);
            report.atMost("largest fleet against 20,000, x %d: p99".formatted(attributes), flat, 2);
        }
    }

    /// So many that the planted pair, 2 % of the fleet, does not run out of nodes.
    private int cases(int nodes) {
        return nodes < 20_000 ? nodes / 40 : quick ? 200 : 1_000;
    }

    private record Measured(
            int nodes,
            int attributes,
            int cases,
            Percentiles enrol,
            Percentiles ask,
            Percentiles both,
            long rosterBytes,
            long incidentBytes,
            long storedBytes) {

        void print(Report report) {
            report.line(
                    "%,9d %5d %6d | %7.3f %7.3f | %7.3f %7.3f | %7.3f %7.3f | %6.1f MB %9.1f %6.1f MB %9d",
                    nodes,
                    attributes,
                    cases,
                    enrol.at(.5),
                    enrol.at(.99),
                    ask.at(.5),
                    ask.at(.99),
                    both.at(.5),
                    both.at(.99),
                    rosterBytes / 1e6,
                    (double) rosterBytes / nodes,
                    incidentBytes / 1e6,
                    storedBytes);
        }
    }

    private static Measured measure(int nodes, int attributes, int cases) {
        long before = heap();
        var stage = new Stage(new Fleet(1, nodes, attributes, Shape.PLAIN), 1, _ -> {});
        long roster = Math.max(0, heap() - before);
        var pick = Scenarios.mixedPicker();
        var enrol = new long[cases];
        var ask = new long[cases];
        var both = new long[cases];
        for (int i = 0; i < cases; i++) {
            stage.pass(Duration.ofSeconds(61));
            int node = pick.applyAsInt(stage);
            long start = cpu();
            stage.enroll(node);
            long middle = cpu();
            stage.ask();
            long end = cpu();
            enrol[i] = middle - start;
            ask[i] = end - middle;
            both[i] = end - start;
        }
        long stored = MatchedSetCodec.write(stage.sets().getLast()).length;
        return new Measured(
                nodes,
                attributes,
                cases,
                Percentiles.of(enrol),
                Percentiles.of(ask),
                Percentiles.of(both),
                roster,
                stage.incident().bytes(),
                stored);
    }

    /// The thread's own time: others may be busy on this machine.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heap() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
