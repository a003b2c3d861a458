package dev.inquest.query.answer;

import dev.inquest.query.engine.OutputColumn;
import java.util.List;
import java.util.Optional;

/// What a query returns, row by row. Whoever has it closes it.
public interface Answer extends AutoCloseable {

    /// One row or the end of them.
    sealed interface Item {

        /// A row.
        ///
        /// @param cells as a JSON array
        record Row(String cells) implements Item {}

        /// A line that is no row, of PRINT.
        record Line(String text) implements Item {}

        /// The end.
        ///
        /// @param message why there are no more rows
        record End(String message) implements Item {}
    }

    /// Id by which the query can be ended.
    String queryId();

    /// Empty for PRINT.
    List<OutputColumn> columns();

    /// Whether it may go on for ever.
    boolean isPush();

    /// The next row; waits for it.
    ///
    /// @return empty when nothing came for a while; the caller may ask again
    /// @throws KsqlError when the query fails or is ended by somebody
    Optional<Item> next() throws InterruptedException;

    /// Lets a thread that waits for the next row go on, and frees everything.
    @Override
    void close();
}
