package dev.inquest.collectors.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One record of `/dev/kmsg`, taken apart.
///
/// Facility 0 is the kernel's own and cannot be forged; everything else was written from user
/// space. The dictionary lines that may follow the text are left out.
///
/// @param micros when it was said, in microseconds of the kernel's clock since boot
/// @param fragment whether it continues the line before it
/// @param text unescaped; may hold several lines
public record KmsgRecord(
        int facility, int level, long sequence, long micros, boolean fragment, String text) {

    private static final int MAX_PREFIX = 1 << 16;

    /// Parses what one read gave; empty when it is no record.
    public static Optional<KmsgRecord> parse(byte[] bytes, int length) {
        var head = indexOf(bytes, length, (byte) ';');
        if (head < 0 || head > 512) {
            return Optional.empty();
        }
        var fields = new String(bytes, 0, head, StandardCharsets.US_ASCII).split(",", 16);
        if (fields.length < 3) {
            return Optional.empty();
        }
        var prefix = number(fields[0]);
        var sequence = number(fields[1]);
        var micros = number(fields[2]);
        if (prefix < 0 || prefix > MAX_PREFIX || sequence < 0 || micros < 0) {
            return Optional.empty();
        }
        var flags = fields.length > 3 ? fields[3] : "-";
        return Optional.of(
                new KmsgRecord(
                        (int) prefix >> 3,
                        (int) prefix & 7,
                        sequence,
                        micros,
                        flags.startsWith("c") || flags.startsWith("+"),
                        text(bytes, head + 1, length)));
    }

    /// Whether the kernel said it, and not a program.
    public boolean isKernel() {
        return facility == 0;
    }

    private static String text(byte[] bytes, int from, int length) {
        var end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        if (!contains(bytes, from, end, (byte) '\\')) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
        return unescaped(Arrays.copyOfRange(bytes, from, end));
    }

    private static String unescaped(byte[] escaped) {
        var plain = new ByteArrayOutputStream(escaped.length);
        for (var i = 0; i < escaped.length; i++) {
            var code = escaped[i] == '\\' ? code(escaped, i) : -1;
            if (code >= 0) {
                plain.write(code);
                i += 3;
            } else {
                plain.write(escaped[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static int code(byte[] bytes, int at) {
        if (at + 3 >= bytes.length || bytes[at + 1] != 'x') {
            return -1;
        }
        var high = Character.digit(bytes[at + 2], 16);
        var low = Character.digit(bytes[at + 3], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static long number(String digits) {
        if (digits.isEmpty()
                || digits.length() > 18
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(digits);
    }

    private static boolean contains(byte[] bytes, int from, int to, byte wanted) {
        for (var i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] bytes, int length, byte wanted) {
        for (var i = 0; i < length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
