package dev.inquest.query.push;

import dev.inquest.query.answer.KsqlError;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import dev.inquest.tables.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers a question about whole tables again whenever they have changed, and tells the rows that
/// were not in the answer before. So joins, HAVING and every aggregate work on tables too.
final class Comparing implements Updating {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int FIRST = -1;

    private final Plan plan;
    private final List<Table<?>> tables;
    private final int most;
    private final Supplier<Inputs> inputs;
    private final Supplier<Plan.Circumstances> around;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Map<List<@Nullable Object>, Integer> known = new HashMap<>();
    private long version = FIRST;
    private boolean silent;

    /// @param most rows of the answer
    /// @param fromBeginning whether the first answer is told, or only what changes in it
    Comparing(
            Plan plan,
            List<Table<?>> tables,
            int most,
            boolean fromBeginning,
            Supplier<Inputs> inputs,
            Supplier<Plan.Circumstances> around) {
        this.plan = plan;
        this.tables = tables;
        this.most = most;
        this.silent = !fromBeginning;
        this.inputs = inputs;
        this.around = around;
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        var now = tables.stream().mapToLong(table -> table.snapshot().version()).sum();
        if (now == version) {
            var _ = closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return List.of();
        }
        version = now;
        var told = difference();
        if (silent) {
            silent = false;
            return List.of();
        }
        return told;
    }

    private List<@Nullable Object[]> difference() {
        var answer = RowByRow.all(plan.run(inputs.get(), around.get()));
        if (answer.size() > most) {
            throw KsqlError.badStatement(
                    "the answer has more than " + most + " rows, too many to be kept up to date",
                    "");
        }
        var present = new HashMap<List<@Nullable Object>, Integer>();
        var fresh = new ArrayList<@Nullable Object[]>();
        for (var row : answer) {
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
        closed.countDown();
    }
}
