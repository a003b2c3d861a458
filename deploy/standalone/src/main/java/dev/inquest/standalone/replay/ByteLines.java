package dev.inquest.standalone.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Splits a file into lines and knows where each begins, holding at most [#LONGEST] bytes of one.
final class ByteLines implements AutoCloseable {

    /// Longest line that is taken: 1 MiB.
    static final int LONGEST = 1 << 20;

    /// @param number counted from 1
    /// @param offset of its first byte in the file
    /// @param bytes without the line end; cut at [#LONGEST]
    record Line(long number, long offset, ByteBuffer bytes, boolean tooLong) {

        /// The line as text; bytes that are not UTF-8 become replacement characters.
        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
    }

    private final BufferedInputStream in;
    private long number;
    private long offset;

    ByteLines(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /// The next line; empty at the end of the file.
    Optional<Line> next() throws IOException {
        var begin = offset;
        var line = new ByteArrayOutputStream(256);
        var tooLong = false;
        var c = read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.size() < LONGEST) {
                line.write(c);
            } else {
                tooLong = true;
            }
            c = read();
        }
        number++;
        return Optional.of(new Line(number, begin, ByteBuffer.wrap(line.toByteArray()), tooLong));
    }

    private int read() throws IOException {
        var c = in.read();
        if (c >= 0) {
            offset++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
