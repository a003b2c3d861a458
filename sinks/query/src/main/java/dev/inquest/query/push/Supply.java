package dev.inquest.query.push;

import dev.inquest.tables.Row;
import java.time.Duration;
import java.util.List;

/// Where a push query's new rows come from.
interface Supply extends AutoCloseable {

    /// Waits for rows; empty when none came in time.
    ///
    /// @throws dev.inquest.query.answer.KsqlError when rows were lost because the reader was too
    ///   slow
    List<Row<?>> take(Duration patience) throws InterruptedException;

    @Override
    void close();
}
