package dev.inquest.collectors.links;

import java.util.ArrayList;
import java.util.List;

/// The bits of a link's flags by their kernel names.
final class LinkFlags {

    private static final List<String> NAMES =
            List.of(
                    "UP",
                    "BROADCAST",
                    "DEBUG",
                    "LOOPBACK",
                    "POINTOPOINT",
                    "NOTRAILERS",
                    "RUNNING",
                    "NOARP",
                    "PROMISC",
                    "ALLMULTI",
                    "MASTER",
                    "SLAVE",
                    "MULTICAST",
                    "PORTSEL",
                    "AUTOMEDIA",
                    "DYNAMIC");

    private LinkFlags() {}

    /// The flags set in the text of a link's `flags` file, such as `0x1003`; none when it is
    /// strange.
    static List<String> parse(String hex) {
        if (!hex.matches("0x[0-9a-fA-F]{1,8}")) {
            return List.of();
        }
        var bits = Long.parseLong(hex, 2, hex.length(), 16);
        var set = new ArrayList<String>();
        for (var bit = 0; bit < NAMES.size(); bit++) {
            if ((bits >> bit & 1) == 1) {
                set.add(NAMES.get(bit));
            }
        }
        return set;
    }
}
