package dev.inquest.collectors.aftermath;

import dev.inquest.collectors.lines.LineSplitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The text of a file: all of it up to 1 MiB, else its first and its last half mebibyte, because a
/// log says at its beginning which kernel it is and at its end why it died.
///
/// @param fingerprint the same for the same bytes, wherever they lie
record BoundedText(List<String> lines, String fingerprint) {

    static final int MAX_BYTES = 1 << 20;

    private static final int HALF = MAX_BYTES / 2;
    private static final int MAX_LINE = 8192;

    static BoundedText read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var head = read(channel, 0, MAX_BYTES);
            var size = channel.size();
            if (head.length < MAX_BYTES || size <= MAX_BYTES) {
                return of(head, new byte[0]);
            }
            var begin = new byte[HALF];
            System.arraycopy(head, 0, begin, 0, HALF);
            return of(begin, read(channel, size - HALF, HALF));
        }
    }

    static BoundedText of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    static BoundedText of(byte[] head, byte[] tail) {
        var lines = new ArrayList<String>();
        var splitter = new LineSplitter(MAX_LINE, 0, (line, _) -> lines.add(line));
        splitter.feed(head, head.length);
        splitter.flush();
        splitter.feed(tail, tail.length);
        splitter.flush();
        return new BoundedText(List.copyOf(lines), fingerprint(head, tail));
    }

    /// Files of `/proc` and `/sys` tell no size: reads until there is no more.
    private static byte[] read(FileChannel channel, long from, int most) throws IOException {
        var buffer = ByteBuffer.allocate(most);
        var at = from;
        while (buffer.hasRemaining()) {
            var count = channel.read(buffer, at);
            if (count <= 0) {
                break;
            }
            at += count;
        }
        var bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String fingerprint(byte[] head, byte[] tail) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            return HexFormat.of().formatHex(digest.digest(tail), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
