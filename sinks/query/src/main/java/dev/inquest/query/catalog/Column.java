package dev.inquest.query.catalog;

import dev.inquest.tables.Row;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a table or stream, and how it is read off a row.
///
/// @param held whether the row itself holds what is read, so that to keep it costs no memory
public record Column(
        String name,
        KsqlType type,
        Kind kind,
        boolean held,
        Function<Row<?>, @Nullable Object> read) {

    /// What a column is there for.
    public enum Kind {
        /// Read off the record's key.
        KEY,
        VALUE,
        /// Known of every record; only shown when it is asked for by name.
        PSEUDO
    }

    boolean isShown() {
        return kind != Kind.PSEUDO;
    }
}
