package dev.inquest.benchmarks.cohort;

import java.util.List;
import java.util.Set;

/// Runs the cohort engine through every scenario, and against what people do by hand.
public final class Main {

    private static final Set<String> PARTS = Set.of("quality", "naive", "cost", "duckdb");

    private static final String SEED = "--seed=";

    private Main() {}

    /// Without names of parts, all are run.
    public static void main(String[] arguments) {
        var given = List.of(arguments);
        boolean quick = given.contains("--quick");
        var parts = given.stream().filter(one -> !one.startsWith("--")).toList();
        var seed = given.stream().filter(one -> one.matches(SEED + "\\d{1,9}")).findFirst();
        var options = (quick ? 1 : 0) + (seed.isPresent() ? 1 : 0);
        if (!PARTS.containsAll(parts) || given.size() != parts.size() + options) {
            System.err.println(
                    "usage: benchmarks/run cohort [--quick] [--seed=N] [quality] [naive] [cost] [duckdb]");
            System.exit(2);
        }
        int first = seed.map(text -> Integer.parseInt(text.substring(SEED.length()))).orElse(1);
        var report = new Report(System.out);
        report.line("Seeds from %d on", first);
        if (parts.isEmpty() || parts.contains("quality")) {
            new Quality(report, quick, first).run();
        }
        if (parts.isEmpty() || parts.contains("naive")) {
            new NaiveRules(report, quick, first).run();
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
