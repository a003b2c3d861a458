package dev.inquest.query.push;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.query.engine.Plan;
import dev.inquest.query.engine.StreamPlan;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Groups the records of a stream and tells what became of the groups.
final class Aggregating implements Updating {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final StreamPlan.Aggregating plan;
    private final Relation relation;
    private final Supply supply;
    private final Groups groups;
    private final Supplier<Inputs> others;
    private final Supplier<Plan.Circumstances> around;

    Aggregating(
            StreamPlan.Aggregating plan,
            Relation relation,
            Supply supply,
            Groups groups,
            Supplier<Inputs> others,
            Supplier<Plan.Circumstances> around) {
        this.plan = plan;
        this.relation = relation;
        this.supply = supply;
        this.groups = groups;
        this.others = others;
        this.around = around;
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        var records = supply.take(PATIENCE);
        if (records.isEmpty()) {
            return List.of();
        }
        var others = this.others.get();
        var circumstances = around.get();
        for (var record : records) {
            var inputs = new NewRows(relation, List.of(record), others);
            for (var prepared : RowByRow.all(plan.before().run(inputs, circumstances))) {
                groups.add(prepared, record.timestamp());
            }
        }
        var told = groups.tell();
        return told.isEmpty()
                ? List.of()
                : RowByRow.all(plan.after().run(others, told, circumstances));
    }

    @Override
    public void close() {
        supply.close();
    }
}
