package dev.inquest.benchmarks.quietmonth;

import dev.inquest.detection.fleet.Finding;
import dev.inquest.detection.quiet.Plan;
import dev.inquest.detection.quiet.QuietMonth;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Plays a month of ordinary life of 20,000 nodes, with five real hangs in it, and prints whom that
/// would have woken.
public final class Main {

    private Main() {}

    /// @param arguments seed and number of nodes, if others than 1 and 20,000 are wanted
    public static void main(String[] arguments) {
        var seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        var nodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Plan.MONTH.nodes();
        var plan = Plan.MONTH.on(nodes);
        System.out.printf("%,d nodes, %d days, seed %d%n", plan.nodes(), plan.days(), seed);
        var outcome = new QuietMonth(plan, seed).play(System.out::println);
        System.out.printf("%n%,d events; nodes were told to be:%n", outcome.events());
        new TreeMap<>(outcome.moves())
                .forEach((state, times) -> System.out.printf("  %-11s %,7d%n", state, times));
        print("findings, by pattern", outcome.findings());
        print("ever paged", outcome.paged());
        print("ever CONFIRMED", outcome.confirmed());
        System.out.println(passes(outcome) ? "PASS" : "FAIL");
    }

    private static void print(String what, Collection<Finding> findings) {
        var counts =
                findings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        finding -> finding.key().pattern(),
                                        TreeMap::new,
                                        Collectors.counting()));
        System.out.printf("%s: %s%n", what, counts);
        if (!what.startsWith("findings")) {
            findings.forEach(finding -> System.out.println("  " + finding.telling().title()));
        }
    }

    private static boolean passes(QuietMonth.Outcome outcome) {
        return outcome.isAsPromised(Plan.MONTH.hangs());
    }
}
