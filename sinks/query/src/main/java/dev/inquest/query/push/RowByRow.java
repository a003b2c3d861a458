package dev.inquest.query.push;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Plan;
import dev.inquest.tables.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a plan over every handful of new rows.
final class RowByRow implements Updating {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int HANDFUL = 1_000;

    private final Plan plan;
    private final Relation relation;
    private final Supply supply;
    private final Reruns reruns;
    private final Deque<Row<?>> waiting = new ArrayDeque<>();

    RowByRow(Plan plan, Relation relation, Supply supply, Reruns reruns) {
        this.plan = plan;
        this.relation = relation;
        this.supply = supply;
        this.reruns = reruns;
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        if (waiting.isEmpty()) {
            waiting.addAll(supply.take(PATIENCE));
        }
        var rows = new ArrayList<Row<?>>();
        while (!waiting.isEmpty() && rows.size() < HANDFUL) {
            rows.add(waiting.remove());
        }
        return rows.isEmpty()
                ? List.of()
                : reruns.run(plan, new NewRows(relation, rows, reruns.present()));
    }

    @Override
    public void close() {
        reruns.close();
        supply.close();
    }
}
