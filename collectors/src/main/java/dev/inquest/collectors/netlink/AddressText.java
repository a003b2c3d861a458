package dev.inquest.collectors.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.StringJoiner;

/// Writes an address the way `ip` does: dotted for IPv4, RFC 5952 for IPv6.
final class AddressText {

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int GROUPS = 8;

    private AddressText() {}

    /// The address, if the bytes are one of this family.
    static Optional<String> of(int family, ByteBuffer bytes) {
        if (family == AF_INET && bytes.remaining() == 4) {
            return Optional.of(ipv4(bytes));
        }
        return family == AF_INET6 && bytes.remaining() == 2 * GROUPS
                ? Optional.of(ipv6(bytes))
                : Optional.empty();
    }

    private static String ipv4(ByteBuffer bytes) {
        var text = new StringJoiner(".");
        for (var i = 0; i < 4; i++) {
            text.add(Integer.toString(Byte.toUnsignedInt(bytes.get(i))));
        }
        return text.toString();
    }

    private static String ipv6(ByteBuffer bytes) {
        var groups = new int[GROUPS];
        for (var i = 0; i < GROUPS; i++) {
            groups[i] =
                    Byte.toUnsignedInt(bytes.get(2 * i)) << 8
                            | Byte.toUnsignedInt(bytes.get(2 * i + 1));
        }
        var gap = 0;
        var longest = 1;
        for (var i = 0; i < GROUPS; i++) {
            var zeros = zeros(groups, i);
            if (zeros > longest) {
                gap = i;
                longest = zeros;
            }
        }
        return longest == 1
                ? join(groups, 0, GROUPS)
                : join(groups, 0, gap) + "::" + join(groups, gap + longest, GROUPS);
    }

    /// How many groups of zero stand together from here.
    private static int zeros(int[] groups, int from) {
        var to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }

    private static String join(int[] groups, int from, int to) {
        var text = new StringJoiner(":");
        for (var i = from; i < to; i++) {
            text.add(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
