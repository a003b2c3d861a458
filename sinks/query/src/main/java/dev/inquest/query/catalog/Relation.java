package dev.inquest.query.catalog;

import dev.inquest.schemas.Topic;
import dev.inquest.tables.Row;
import java.util.List;
import java.util.function.Predicate;

/// A table or stream that can be queried.
///
/// @param rows which records of the topic are rows of it
public record Relation(
        String name, Kind kind, Topic<?> topic, List<Column> columns, Predicate<Row<?>> rows) {

    /// Whether there is one row per key, or one per record.
    public enum Kind {
        TABLE,
        STREAM
    }

    public Relation {
        columns = List.copyOf(columns);
    }

    public boolean isTable() {
        return kind == Kind.TABLE;
    }

    /// What `SELECT *` gives.
    public List<Column> shownColumns() {
        return columns.stream().filter(Column::isShown).toList();
    }
}
