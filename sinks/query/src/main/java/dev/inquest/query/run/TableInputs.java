package dev.inquest.query.run;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.tables.Row;
import dev.inquest.tables.Snapshot;
import dev.inquest.tables.Table;
import dev.inquest.tables.Tables;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What one query sees: each table as it was when the query first looked at it, and each stream
/// from its beginning to the end it has now.
public final class TableInputs implements Inputs {

    private final Tables tables;
    private final Runnable whileWaiting;
    private final Map<String, Snapshot<?>> snapshots = new HashMap<>();

    /// @param whileWaiting called before each wait for Kafka; may throw to end the query
    public TableInputs(Tables tables, Runnable whileWaiting) {
        this.tables = tables;
        this.whileWaiting = whileWaiting;
    }

    @Override
    public Iterator<Row<?>> rows(Relation relation) {
        if (!relation.isTable()) {
            // A join may read its inner side anew for every row of its outer one.
            whileWaiting.run();
            return new History(tables.events(relation.topic()).read(), whileWaiting);
        }
        var snapshot =
                snapshots.computeIfAbsent(relation.name(), _ -> table(tables, relation).snapshot());
        return cast(snapshot.iterator());
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Row<?>> cast(Iterator<? extends Row<?>> rows) {
        return (Iterator<Row<?>>) rows;
    }

    @Override
    public Iterator<Row<?>> row(Relation relation, String key) {
        var row = table(tables, relation).get(key);
        return row.isPresent()
                ? List.<Row<?>>of(row.get()).iterator()
                : Collections.emptyIterator();
    }

    /// The table behind a relation.
    public static Table<?> table(Tables tables, Relation relation) {
        return tables.all().stream()
                .filter(table -> table.topic().name().equals(relation.topic().name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(relation.name()));
    }
}
