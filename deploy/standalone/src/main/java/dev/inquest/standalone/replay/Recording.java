package dev.inquest.standalone.replay;

import java.io.IOException;
import java.util.Optional;

/// Reads one file of a replay, one thing after the other, without ever holding the file in memory.
interface Recording extends AutoCloseable {

    /// The next thing; empty at the end.
    Optional<Recorded> next() throws IOException;

    @Override
    void close() throws IOException;
}
