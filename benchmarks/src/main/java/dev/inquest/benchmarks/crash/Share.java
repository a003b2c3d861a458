package dev.inquest.benchmarks.crash;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A share with its numerator, because a percentage alone hides how few cases it stands for.
record Share(long hits, long of) {

    static <T> Share of(List<T> all, Predicate<T> hit) {
        return new Share(all.stream().filter(hit).count(), all.size());
    }

    @Override
    public String toString() {
        return of == 0
                ? "-"
                : String.format(Locale.ROOT, "%d/%d = %.1f %%", hits, of, 100.0 * hits / of);
    }
}
