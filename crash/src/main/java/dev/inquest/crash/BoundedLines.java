package dev.inquest.crash;

import java.io.IOException;
import java.io.Reader;

/// Reads lines without ever holding more of one than is looked at, however long it is.
final class BoundedLines {
    private final Reader in;
    private final char[] buffer = new char[16 * 1024];
    private int position = 0;
    private int filled = 0;
    private boolean atEnd = false;

    BoundedLines(Reader in) {
        this.in = in;
    }

    /// Whether the last call found no further line.
    boolean isAtEnd() {
        return atEnd;
    }

    /// The next line, cut; empty at the end.
    String next() throws IOException {
        StringBuilder line = new StringBuilder(128);
        atEnd = !fill();
        while (fill()) {
            int end = lineEnd();
            int room = CleanText.LONGEST_LINE - line.length();
            line.append(buffer, position, Math.min(end - position, room));
            position = end;
            if (position < filled) {
                position++;
                return line.toString();
            }
        }
        return line.toString();
    }

    private int lineEnd() {
        int end = position;
        while (end < filled && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /// Whether anything is left to read.
    private boolean fill() throws IOException {
        if (position == filled) {
            filled = Math.max(in.read(buffer, 0, buffer.length), 0);
            position = 0;
        }
        return position < filled;
    }
}
