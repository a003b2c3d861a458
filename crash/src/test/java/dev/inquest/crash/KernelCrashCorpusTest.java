package dev.inquest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Measures the reader against the crashes that a kernel fuzzer collected, and holds it to what it
/// has reached.
final class KernelCrashCorpusTest {

    private record Found(Expected expected, Optional<CrashReport> report) {}

    private record Share(int hits, int of) {
        double percent() {
            return 100.0 * hits / of;
        }

        @Override
        public String toString() {
            return "%d/%d = %.1f %%".formatted(hits, of, percent());
        }
    }

    private record Figures(Share detected, Share title, Share anyTitle, Share type, Share frame) {}

    @Test
    void titlesTypesAndFramesAreFoundAndNothingIsInvented() {
        List<Found> all =
                Corpus.numbered(Corpus.directory("kernel-crashes")).stream()
                        .map(Expected::read)
                        .map(KernelCrashCorpusTest::read)
                        .toList();

        Figures overall = figures(all, expected -> expected.title().isPresent());
        Figures plausible = figures(all, Expected::isPlausible);
        long falseAlarms =
                all.stream()
                        .filter(found ->
                                found.expected().title().isEmpty() && found.report().isPresent())
                        .count();
        System.out.printf("kernel crashes, all:       %s%n", overall);
        System.out.printf("kernel crashes, plausible: %s%n", plausible);
        System.out.printf("kernel crashes, false alarms: %d%n", falseAlarms);

        assertThat(falseAlarms).isZero();
        assertFloor(overall, 99, 94, 95, 98);
        assertFloor(plausible, 99, 96, 96.5, 99);
    }

    private static void assertFloor(
            Figures figures, double detected, double title, double frame, double type) {
        assertThat(figures.detected().percent()).isGreaterThan(detected);
        assertThat(figures.title().percent()).isGreaterThan(title);
        assertThat(figures.frame().percent()).isGreaterThan(frame);
        assertThat(figures.type().percent()).isGreaterThan(type);
    }

    private static Found read(Expected expected) {
        return new Found(
                expected, CrashLog.read(expected.log()).stream().map(Crash::report).findFirst());
    }

    private static Figures figures(List<Found> all, Predicate<Expected> slice) {
        List<Found> titled = all.stream().filter(found -> slice.test(found.expected())).toList();
        List<Found> whole = titled.stream().filter(found -> !found.expected().corrupted()).toList();
        List<Found> typed =
                whole.stream().filter(found -> found.expected().type().isPresent()).toList();
        List<Found> framed =
                whole.stream().filter(found -> found.expected().frame().isPresent()).toList();
        return new Figures(
                share(titled, (_, _) -> true),
                share(
                        whole,
                        (expected, report) -> expected.title().equals(Optional.of(report.title()))),
                share(whole, (expected, report) -> expected.titles().contains(report.title())),
                share(
                        typed,
                        (expected, report) -> expected.type().equals(Optional.of(report.type()))),
                share(framed, (expected, report) -> expected.frame().equals(report.frame())));
    }

    private static Share share(List<Found> found, BiPredicate<Expected, CrashReport> right) {
        long hits =
                found.stream()
                        .filter(one ->
                                one.report()
                                        .filter(report -> right.test(one.expected(), report))
                                        .isPresent())
                        .count();
        return new Share((int) hits, found.size());
    }
}
