package dev.inquest.collectors.netconsole;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// One record of a kernel, put together from its fragments and read.
///
/// @param number the sender's own count of messages, where it adds one: the only proof of loss
/// @param whole whether all its fragments arrived
record Message(
        Optional<String> release,
        String header,
        long sequence,
        boolean continued,
        String text,
        OptionalLong number,
        boolean whole) {

    private static final String NUMBER = " msgid=";
    private static final int MOST_DIGITS = 10;

    static Message whole(Datagram.Extended record) {
        return of(record, record.body(), true);
    }

    /// @param body what arrived of it
    static Message of(Datagram.Extended record, byte[] body, boolean whole) {
        var end = indexOf(body, (byte) '\n');
        var text = new String(unescaped(Arrays.copyOf(body, end)), StandardCharsets.UTF_8);
        return new Message(
                record.release(),
                record.header(),
                record.sequence(),
                record.continued(),
                text,
                number(body, end),
                whole);
    }

    /// What is held in memory for it, roughly.
    int size() {
        return 128 + 2 * (text.length() + header.length());
    }

    /// Whether this is the same record, sent or delivered twice.
    boolean isSameAs(Message other) {
        return sequence == other.sequence && header.equals(other.header) && text.equals(other.text);
    }

    /// The dictionary follows the text, a line each, each behind a space.
    private static OptionalLong number(byte[] body, int textEnd) {
        var dictionary =
                new String(body, textEnd, body.length - textEnd, StandardCharsets.UTF_8).lines();
        return dictionary
                .filter(line -> line.startsWith(NUMBER))
                .map(line -> line.substring(NUMBER.length()).strip())
                .filter(value -> value.length() <= MOST_DIGITS && value.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return bytes.length;
    }

    /// The kernel writes control characters, bytes beyond ASCII and the backslash as `\xNN`.
    private static byte[] unescaped(byte[] escaped) {
        if (indexOf(escaped, (byte) '\\') == escaped.length) {
            return escaped;
        }
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
        return plain.toByteArray();
    }

    private static int code(byte[] bytes, int at) {
        if (at + 3 >= bytes.length || bytes[at + 1] != 'x') {
            return -1;
        }
        var high = Character.digit(bytes[at + 2], 16);
        var low = Character.digit(bytes[at + 3], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
