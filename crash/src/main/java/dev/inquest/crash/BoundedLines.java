package dev.inquest.crash;

import java.io.IOException;
import java.io.Reader;

/// Reads lines without ever holding more of one than is looked at, however long it is.
final class BoundedLines {
    private final Reader in;
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
        int c = in.read();
        atEnd = c < 0;
        while (c >= 0 && c != '\n') {
            if (line.length() < CleanText.LONGEST_LINE) {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString();
    }
}
