package dev.inquest.collectors.netlink;

import java.time.Duration;

/// Talks to the kernel about links: asks for everything, and hears of changes in between, in the
/// order in which they happened.
public interface RouteChannel extends AutoCloseable {

    /// Asks for all links or all addresses, by type of request.
    void requestDump(int type, int sequence) throws NetlinkFailed;

    /// Waits at most so long for the kernel to speak.
    Reception receive(Duration longest) throws NetlinkFailed;

    @Override
    void close();
}
