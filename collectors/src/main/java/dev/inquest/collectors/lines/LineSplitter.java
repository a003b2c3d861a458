package dev.inquest.collectors.lines;

import java.nio.charset.StandardCharsets;

/// Cuts a byte stream into lines, whatever the bytes: `\n`, `\r\n` and a bare `\r` end a line,
/// invalid UTF-8 is replaced, and what is longer than the limit is dropped to the line's end.
///
/// It counts every byte, so that each line knows where the stream goes on behind it.
public final class LineSplitter {

    /// Takes a line, blank ones included.
    @FunctionalInterface
    public interface Sink {

        /// Takes a line and the place in the stream where it starts.
        void line(String line, long start);
    }

    private final byte[] partial;
    private final Sink sink;
    private int length;
    private long lineStart;
    private long position;
    private boolean afterReturn;

    /// Begins without a partial line.
    ///
    /// @param maxLine bytes of a line that are kept
    /// @param start the first byte's place
    public LineSplitter(int maxLine, long start, Sink sink) {
        this.partial = new byte[maxLine];
        this.sink = sink;
        this.position = start;
        this.lineStart = start;
    }

    /// Takes the next bytes.
    public void feed(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) {
            position++;
            take(bytes[i]);
        }
    }

    /// Ends the line that waits for its end, if there is one.
    public void flush() {
        if (hasPartial()) {
            endLine();
        }
    }

    /// Goes on at another place of the stream, such as the start of a new file.
    public void restartAt(long start) {
        flush();
        position = start;
        lineStart = start;
        afterReturn = false;
    }

    public boolean hasPartial() {
        return length > 0;
    }

    /// Where the line that is not complete yet starts: reading again from here loses nothing.
    public long lineStart() {
        return lineStart;
    }

    /// How far the stream was taken.
    public long position() {
        return position;
    }

    private void take(byte next) {
        if (next == '\n' && afterReturn) {
            afterReturn = false;
            lineStart = position;
            return;
        }
        afterReturn = next == '\r';
        if (next == '\n' || next == '\r') {
            endLine();
        } else if (length < partial.length) {
            partial[length++] = next;
        }
    }

    private void endLine() {
        var start = lineStart;
        lineStart = position;
        var line = new String(partial, 0, length, StandardCharsets.UTF_8);
        length = 0;
        sink.line(line, start);
    }
}
