package dev.inquest.compose;

import java.util.ArrayList;
import java.util.Collection;

/// Steps of tidying up: each is taken, whatever becomes of the others.
final class Steps {

    private Steps() {}

    /// Takes all of them, and only then tells the first failure, with the others beside it.
    static void all(Collection<Runnable> steps) {
        var failures = new ArrayList<RuntimeException>();
        for (var step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }
}
