package dev.inquest.collectors.netconsole;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One datagram of a kernel, taken apart as far as it can be alone: sealed, because the basic form
/// has nothing to order or to join it by.
@SuppressWarnings("ArrayRecordComponent") // Never compared, and read by whoever made it.
sealed interface Datagram {

    /// Bare console text, as it would go to a serial port.
    record Basic(byte[] text) implements Datagram {}

    /// A record with a header, whole or a fragment of one.
    ///
    /// @param release the kernel's release, where the sender prepends it
    /// @param header level, sequence, time and flags as they came, without release and fragment
    /// @param continued whether the record is a piece of a line
    /// @param body text and dictionary, or this fragment's part of them
    record Extended(
            Optional<String> release,
            String header,
            long sequence,
            boolean continued,
            Optional<Fragment> fragment,
            byte[] body)
            implements Datagram {}

    /// Which part of a body a fragment carries.
    ///
    /// @param offset of its first byte in the body
    /// @param total bytes of the body
    record Fragment(int offset, int total) {}

    /// The largest body that is put together again.
    int MAX_BODY = 64 << 10;

    int LONGEST_HEADER = 512;
    int MOST_FIELDS = 24;
    String FRAGMENT = "ncfrag=";

    /// Parses the first `length` bytes. Never throws: what is no extended header is basic text.
    static Datagram parse(byte[] bytes, int length) {
        var end = headerEnd(bytes, length);
        if (end < 0) {
            return new Basic(Arrays.copyOf(bytes, length));
        }
        var fields = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(",", MOST_FIELDS);
        var flags = flags(fields);
        if (flags < 0) {
            return new Basic(Arrays.copyOf(bytes, length));
        }
        var body = Arrays.copyOfRange(bytes, end + 1, length);
        return extended(fields, flags, body);
    }

    private static int headerEnd(byte[] bytes, int length) {
        var most = Math.min(length, LONGEST_HEADER);
        if (most == 0 || bytes[0] < '0' || bytes[0] > '9') {
            return -1;
        }
        for (var i = 0; i < most; i++) {
            if (bytes[i] == ';') {
                return i;
            }
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return -1;
            }
        }
        return -1;
    }

    /// Where the flags stand: behind three numbers, or behind the release and three numbers.
    private static int flags(String[] fields) {
        for (var at = 3; at <= 4 && at < fields.length; at++) {
            if (isFlags(fields[at])
                    && isNumber(fields[at - 1], 18)
                    && isNumber(fields[at - 2], 18)
                    && isNumber(fields[at - 3], 6)) {
                return at;
            }
        }
        return -1;
    }

    private static Extended extended(String[] fields, int flags, byte[] body) {
        var header = new StringBuilder();
        var fragment = Optional.<Fragment>empty();
        for (var at = flags - 3; at < fields.length; at++) {
            if (at > flags && fields[at].startsWith(FRAGMENT)) {
                fragment = fragment(fields[at].substring(FRAGMENT.length()), body.length);
            } else {
                header.append(header.isEmpty() ? "" : ",").append(fields[at]);
            }
        }
        return new Extended(
                flags == 4 ? Optional.of(fields[0]) : Optional.empty(),
                header.toString(),
                Long.parseLong(fields[flags - 2]),
                !fields[flags].startsWith("-"),
                fragment,
                body);
    }

    /// A fragment that cannot be is taken for a whole record.
    private static Optional<Fragment> fragment(String text, int length) {
        var slash = text.indexOf('/');
        if (slash < 0
                || !isNumber(text.substring(0, slash), 6)
                || !isNumber(text.substring(slash + 1), 6)) {
            return Optional.empty();
        }
        var offset = Integer.parseInt(text.substring(0, slash));
        var total = Integer.parseInt(text.substring(slash + 1));
        return total > MAX_BODY || length == 0 || offset + length > total
                ? Optional.empty()
                : Optional.of(new Fragment(offset, total));
    }

    private static boolean isFlags(String field) {
        return field.startsWith("-") || field.startsWith("c") || field.startsWith("+");
    }

    private static boolean isNumber(String field, int digits) {
        return !field.isEmpty()
                && field.length() <= digits
                && field.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
