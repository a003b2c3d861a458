package dev.inquest.collectors.netconsole;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses: `10.0.0.7`, `10.0.0.0/24` or `2001:db8::/64`.
public record Network(InetAddress address, int prefix) {

    /// Parses an address, alone or with the length of its prefix. Names are not looked up.
    ///
    /// @throws IllegalArgumentException with the reason
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        try {
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            var bits = address.getAddress().length * 8;
            var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
                return new Network(address, prefix);
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what was expected.
        }
        throw new IllegalArgumentException(
                "an address such as 10.0.0.7 or 10.0.0.0/24, not '" + text + "'");
    }

    /// Whether this is one address, and not several.
    boolean isSingle() {
        return prefix == address.getAddress().length * 8;
    }

    boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        var whole = prefix / 8;
        if (!Arrays.equals(mine, 0, whole, its, 0, whole)) {
            return false;
        }
        var mask = 0xff00 >> prefix % 8 & 0xff;
        return mask == 0 || (mine[whole] & mask) == (its[whole] & mask);
    }
}
