package dev.inquest.query.push;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a plan over every handful of new rows.
final class RowByRow implements Updating {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Plan plan;
    private final Relation relation;
    private final Supply supply;
    private final Supplier<Inputs> others;
    private final Supplier<Plan.Circumstances> around;

    RowByRow(
            Plan plan,
            Relation relation,
            Supply supply,
            Supplier<Inputs> others,
            Supplier<Plan.Circumstances> around) {
        this.plan = plan;
        this.relation = relation;
        this.supply = supply;
        this.others = others;
        this.around = around;
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        var rows = supply.take(PATIENCE);
        return rows.isEmpty()
                ? List.of()
                : all(plan.run(new NewRows(relation, rows, others.get()), around.get()));
    }

    static List<@Nullable Object[]> all(Plan.Rows rows) {
        try (rows) {
            var all = new ArrayList<@Nullable Object[]>();
            while (rows.next()) {
                all.add(rows.row());
            }
            return all;
        }
    }

    @Override
    public void close() {
        supply.close();
    }
}
