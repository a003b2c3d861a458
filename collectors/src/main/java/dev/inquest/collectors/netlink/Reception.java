package dev.inquest.collectors.netlink;

import java.nio.ByteBuffer;

/// What one attempt to receive brought.
public sealed interface Reception {

    /// Nothing came in time, and nothing waits: everything the kernel said has been taken.
    record Quiet() implements Reception {}

    /// The kernel spoke faster than we listened, and some of it is lost.
    record Overrun() implements Reception {}

    /// One or more messages, in the byte order of this machine.
    ///
    /// @param bytes valid until the next attempt to receive
    record Datagram(ByteBuffer bytes) implements Reception {}
}
