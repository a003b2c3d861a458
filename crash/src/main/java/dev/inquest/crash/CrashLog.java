package dev.inquest.crash;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /// The crashes of a log, in order; empty when there is none. Bytes that are not UTF-8 are no
    /// error.
    public static List<Crash> read(InputStream log) throws IOException {
        CrashReader reader = new CrashReader("log");
        Ending ending = new Ending();
        LogClock clock = new LogClock();
        BoundedLines lines = new BoundedLines(new InputStreamReader(log, StandardCharsets.UTF_8));
        for (String line = lines.next(); !lines.isAtEnd(); line = lines.next()) {
            reader.line(clock.at(line), line, ending::take);
        }
        reader.end(ending::take);
        return ending.crashes();
    }
}
