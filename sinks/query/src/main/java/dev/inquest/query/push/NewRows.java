package dev.inquest.query.push;

import dev.inquest.query.catalog.Relation;
import dev.inquest.query.engine.Inputs;
import dev.inquest.tables.Row;
import java.util.Iterator;
import java.util.List;

/// New rows of one relation, and everything else as it is now.
record NewRows(Relation relation, List<Row<?>> rows, Inputs others) implements Inputs {

    @Override
    public Iterator<Row<?>> rows(Relation asked) {
        return asked.equals(relation) ? rows.iterator() : others.rows(asked);
    }

    @Override
    public Iterator<Row<?>> row(Relation asked, String key) {
        return asked.equals(relation)
                ? rows.stream()
                        .filter(row -> row.key().equals(key))
                        .<Row<?>>map(row -> row)
                        .iterator()
                : others.row(asked, key);
    }
}
