package dev.inquest.collectors.netlink;

/// One thing the kernel said about links, sealed so that whoever follows must think about each.
public sealed interface RouteMessage {

    /// A link is there, or is different from before.
    record LinkSeen(NetworkLink link) implements RouteMessage {}

    /// A link is gone.
    record LinkGone(int index) implements RouteMessage {}

    /// A link has an address, with prefix length.
    record AddressSeen(int index, String address) implements RouteMessage {}

    /// A link has lost an address.
    record AddressGone(int index, String address) implements RouteMessage {}

    /// All that was asked for has been said.
    record DumpDone(int sequence) implements RouteMessage {}

    /// Things changed while they were being listed, so that the list may have holes.
    record DumpInterrupted(int sequence) implements RouteMessage {}

    /// The kernel refused a question.
    record Refused(int sequence, int errno) implements RouteMessage {}
}
