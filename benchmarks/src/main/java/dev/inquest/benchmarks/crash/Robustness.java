package dev.inquest.benchmarks.crash;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Measures what is left of the accuracy when the logs come damaged.
final class Robustness {
    private static final long SEED = 20240617;

    private Robustness() {}

    static void print(List<Case> cases) {
        System.out.printf("%nRobustness (seed %d)%n", SEED);
        print("as records of kmsg or netconsole", cases, Damage::framed);
        for (int percent : List.of(1, 5)) {
            Damage loss = new Damage(SEED);
            print(percent + " % of records lost", cases, log -> loss.lossy(log, percent));
            Damage order = new Damage(SEED);
            print(
                    percent + " % of records out of order",
                    cases,
                    log -> order.reordered(log, percent));
        }
        printInterleaved(cases);
    }

    private static void print(String name, List<Case> cases, UnaryOperator<String> damage) {
        List<Reading> readings =
                cases.stream().map(one -> Reading.of(one, damage.apply(one.log()))).toList();
        Accuracy accuracy = Accuracy.of(readings, _ -> true);
        System.out.printf(
                "  %-36s detected %s; title %s; frame %s; false alarms %d%n",
                name,
                accuracy.detected(),
                accuracy.anyTitle(),
                accuracy.frame(),
                falseAlarms(readings));
    }

    static long falseAlarms(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.expected().title().isEmpty() && reading.isDetected())
                .count();
    }

    private static void printInterleaved(List<Case> cases) {
        List<Case> whole =
                cases.stream().filter(one -> one.title().isPresent() && !one.corrupted()).toList();
        Damage damage = new Damage(SEED);
        List<Reading> mixed =
                IntStream.range(0, whole.size())
                        .mapToObj(
                                i -> mixed(damage, whole.get(i), whole.get((i + 1) % whole.size())))
                        .toList();
        System.out.printf(
                "  %-36s title among those found %s%n",
                "two crashes at the same time", Share.of(mixed, Reading::isAmong));
    }

    private static Reading mixed(Damage damage, Case one, Case other) {
        return Reading.of(one, damage.interleaved(one.log(), other.log()));
    }
}
