package dev.inquest.collectors.netlink;

import java.io.IOException;

/// The kernel refused something that watching links needs; the message says what and why.
public final class NetlinkFailed extends IOException {

    NetlinkFailed(String what, int errno) {
        super("%s: %s".formatted(what, Errno.text(errno)));
    }

    NetlinkFailed(String why) {
        super(why);
    }
}
