package dev.inquest.query.push;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one push query turns news into rows of its answer.
interface Updating extends AutoCloseable {

    /// Waits for news for a while.
    ///
    /// @return rows of the answer, often none
    List<@Nullable Object[]> next() throws InterruptedException;

    @Override
    void close();
}
