package dev.inquest.query.engine;

import dev.inquest.query.catalog.Relation;
import dev.inquest.tables.Row;
import java.util.Iterator;

/// Where the rows of relations come from in one run: a snapshot, a topic, or a few new records.
public interface Inputs {

    /// All rows; closed after use where it can be closed.
    Iterator<Row<?>> rows(Relation relation);

    /// The row of one key, if there is one.
    Iterator<Row<?>> row(Relation relation, String key);
}
