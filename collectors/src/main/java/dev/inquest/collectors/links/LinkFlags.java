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
                    "DYNAMIC",
                    "LOWER_UP",
                    "DORMANT",
                    "ECHO");

    private LinkFlags() {}

    /// The flags that are set, in the kernel's order.
    static List<String> of(int bits) {
        var set = new ArrayList<String>();
        for (var bit = 0; bit < NAMES.size(); bit++) {
            if ((bits >> bit & 1) == 1) {
                set.add(NAMES.get(bit));
            }
        }
        return set;
    }
}
