package dev.inquest.benchmarks.cohort;

import java.util.List;
import java.util.Set;

/// Runs the cohort engine through every scenario, and against what people do by hand.
public final class Main {

    private static final Set<String> PARTS = Set.of("quality", "naive", "cost", "duckdb");

    private Main() {}

    /// Without names of parts, all are run.
    public static void main(String[] arguments) {
        var given = List.of(arguments);
        boolean quick = given.contains("--quick");
        var parts = given.stream().filter(one -> !one.equals("--quick")).toList();
        if (!PARTS.containsAll(parts)) {
            System.err.println(
                    "usage: benchmarks/run cohort [--quick] [quality] [naive] [cost] [duckdb]");
            System.exit(2);
        }
        var report = new Report(System.out);
        if (parts.isEmpty() || parts.contains("quality")) {
            new Quality(report, quick).run();
        }
        if (parts.isEmpty() || parts.contains("naive")) {
            new NaiveRules(report, quick).run();
        }
        if (parts.isEmpty() || parts.contains("cost")) {
            new Cost(report, quick).run();
        }
        if (parts.isEmpty() || parts.contains("duckdb")) {
            new ByHand(report, quick).run();
        }
        report.end();
    }
}
