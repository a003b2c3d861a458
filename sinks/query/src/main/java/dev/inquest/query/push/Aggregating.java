package dev.inquest.query.push;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.StreamPlan;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Groups the records of a stream and tells what became of the groups.
final class Aggregating implements Updating {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final StreamPlan.Aggregating plan;
    private final Relation relation;
    private final Supply supply;
    private final Groups groups;
    private final Reruns reruns;
    private final LongConsumer onLate;
    private long late;

    /// @param onLate told how many records more came after their window was over
    Aggregating(
            StreamPlan.Aggregating plan,
            Relation relation,
            Supply supply,
            Groups groups,
            Reruns reruns,
            LongConsumer onLate) {
        this.plan = plan;
        this.relation = relation;
        this.supply = supply;
        this.groups = groups;
        this.reruns = reruns;
        this.onLate = onLate;
    }

    @Override
    public List<@Nullable Object[]> next() throws InterruptedException {
        var records = supply.take(PATIENCE);
        if (records.isEmpty()) {
            return List.of();
        }
        var others = reruns.present();
        for (var record : records) {
            var inputs = new NewRows(relation, List.of(record), others);
            for (var prepared : reruns.run(plan.before(), inputs)) {
                groups.add(prepared, record.timestamp());
            }
        }
        tellLate();
        var told = groups.tell();
        return told.isEmpty() ? List.of() : reruns.run(plan.after(), others, told);
    }

    private void tellLate() {
        if (groups.late() > late) {
            onLate.accept(groups.late() - late);
            late = groups.late();
        }
    }

    @Override
    public void close() {
        reruns.close();
        supply.close();
    }
}
