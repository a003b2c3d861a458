package dev.inquest.collectors.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One record of `/dev/kmsg`, taken apart.
///
/// Facility 0 is the kernel's own and cannot be forged; everything else was written from user
/// space. Header fields that are not known are passed over.
///
/// @param micros when it was said, in microseconds of the kernel's clock since boot
/// @param fragment whether it is a part of a line
/// @param caller the task or processor that said it, such as `T41` or `C0`; empty where the kernel
///   does not tell
/// @param text unescaped; may hold several lines
/// @param fields what the dictionary lines behind the text say, such as `DEVICE`; at most 16
public record KmsgRecord(
        int facility,
        int level,
        long sequence,
        long micros,
        boolean fragment,
        String caller,
        String text,
        Map<String, String> fields) {

    private static final int MAX_PREFIX = 1 << 16;
    private static final int MAX_HEAD = 1024;
    private static final int MAX_HEAD_FIELDS = 32;
    private static final int MAX_FIELDS = 16;
    private static final int FIRST_UNKNOWN = 4;
    private static final Pattern CALLER = Pattern.compile("caller=([TC][0-9]{1,10})");

    /// Parses what one read gave; empty when it is no record.
    public static Optional<KmsgRecord> parse(byte[] bytes, int length) {
        var head = indexOf(bytes, length, (byte) ';');
        if (head < 0 || head > MAX_HEAD) {
            return Optional.empty();
        }
        var fields =
                new String(bytes, 0, head, StandardCharsets.US_ASCII).split(",", MAX_HEAD_FIELDS);
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
                        caller(fields),
                        text(bytes, head + 1, endOfLine(bytes, head + 1, length)),
                        dictionary(bytes, endOfLine(bytes, head + 1, length), length)));
    }

    private static String caller(String[] head) {
        for (var i = FIRST_UNKNOWN; i < head.length; i++) {
            var match = CALLER.matcher(head[i]);
            if (match.matches()) {
                return match.group(1);
            }
        }
        return "";
    }

    /// Lines that begin with a space and hold `KEY=value`.
    private static Map<String, String> dictionary(byte[] bytes, int from, int length) {
        var fields = new LinkedHashMap<String, String>();
        var at = from;
        while (at + 1 < length && bytes[at] == '\n' && fields.size() < MAX_FIELDS) {
            var end = endOfLine(bytes, at + 1, length);
            var line = text(bytes, at + 1, end);
            var equals = line.indexOf('=');
            if (line.startsWith(" ") && equals > 1) {
                fields.put(line.substring(1, equals), line.substring(equals + 1));
            }
            at = end;
        }
        return Map.copyOf(fields);
    }

    private static int endOfLine(byte[] bytes, int from, int length) {
        var end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /// Whether the kernel said it, and not a program.
    public boolean isKernel() {
        return facility == 0;
    }

    private static String text(byte[] bytes, int from, int end) {
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
