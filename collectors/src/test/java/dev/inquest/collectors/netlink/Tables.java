package dev.inquest.collectors.netlink;

import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;

/// Makes tables of links without a kernel.
public final class Tables {

    private Tables() {}

    public static RouteTable of(NetworkLink... links) {
        var table = new RouteTable();
        for (var link : links) {
            table.apply(new LinkSeen(link));
        }
        return table;
    }
}
