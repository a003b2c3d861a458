package dev.inquest.query.push;

import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import dev.inquest.tables.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers a question about whole tables again whenever they have changed, and tells the rows that
/// were not in the answer before. So joins, HAVING and every aggregate work on tables too.
final class Comparing implements Updating {

    /// From the end of one run to the next, so that slow ones leave the processor to others.
    private static final Duration REST = Duration.ofMillis(500);

    private static final int FIRST = -1;

    private final Plan plan;
    private final List<Table<?>> tables;
    private final Reruns reruns;
    private final LongSupplier nanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Map<List<@Nullable Object>, Integer> known = new HashMap<>();
    private long version = FIRST;
    private long asked;

    /// What was there when the query came, until its first answer, which is not told, is known.
    private Optional<Inputs> untold = Optional.empty();

    /// @param fromBeginning whether the first answer is told, or only what changes in it
    /// @param nanos a clock that never goes back
    Comparing(
            Plan plan,
            List<Table<?>> tables,
            boolean fromBeginning,
            Reruns reruns,
            LongSupplier nanos) {
        this.plan = plan;
        this.tables = tables;
        this.reruns = reruns;
        this.nanos = nanos;
        if (!fromBeginning) {
            version = present();
            var inputs = reruns.present();
            // To look at them now is to have them as they are now.
            plan.relations().forEach(inputs::rows);
            untold = Optional.of(inputs);
        }
    }

    private long present() {
        return tables.stream().mapToLong(table -> table.snapshot().version()).sum();
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        if (untold.isPresent()) {
            difference(untold.get());
            untold = Optional.empty();
            asked = nanos.getAsLong();
            return List.of();
        }
        var now = present();
        if (now == version) {
            rest(REST);
            return List.of();
        }
        var left = version == FIRST ? Duration.ZERO : restLeft();
        if (left.isPositive()) {
            rest(left);
            return List.of();
        }
        version = now;
        var told = difference(reruns.present());
        asked = nanos.getAsLong();
        return told;
    }

    private Duration restLeft() {
        return REST.minusNanos(nanos.getAsLong() - asked);
    }

    private void rest(Duration left) throws InterruptedException {
        var _ = closed.await(left.toNanos(), TimeUnit.NANOSECONDS);
    }

    private List<@Nullable Object[]> difference(Inputs inputs) {
        var present = new HashMap<List<@Nullable Object>, Integer>();
        var fresh = new ArrayList<@Nullable Object[]>();
        for (var row : reruns.run(plan, inputs)) {
            var key = Arrays.asList(row);
            if (present.merge(key, 1, Integer::sum) > known.getOrDefault(key, 0)) {
                fresh.add(row);
            }
        }
        known = present;
        return fresh;
    }

    @Override
    public void close() {
        reruns.close();
        closed.countDown();
    }
}
