package dev.inquest.collectors.netlink;

import dev.inquest.collectors.netlink.RouteMessage.AddressGone;
import dev.inquest.collectors.netlink.RouteMessage.AddressSeen;
import dev.inquest.collectors.netlink.RouteMessage.DumpDone;
import dev.inquest.collectors.netlink.RouteMessage.DumpInterrupted;
import dev.inquest.collectors.netlink.RouteMessage.LinkGone;
import dev.inquest.collectors.netlink.RouteMessage.LinkSeen;
import dev.inquest.collectors.netlink.RouteMessage.Refused;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what the kernel sent into messages. Pure: bytes in, messages out; what is malformed or not
/// about links is passed over, and whatever the bytes, nothing is thrown.
public final class RouteReader {

    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int HEADER = 16;
    private static final int LINK_HEADER = 16;
    private static final int ADDRESS_HEADER = 8;

    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_WIRELESS = 11;
    private static final int IFLA_OPERSTATE = 16;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;

    private RouteReader() {}

    /// The messages of one datagram, in the order in which they stand there.
    ///
    /// @param datagram from its position to its limit, in the byte order of this machine
    public static List<RouteMessage> read(ByteBuffer datagram) {
        var messages = new ArrayList<RouteMessage>();
        var at = datagram.position();
        while (datagram.limit() - at >= HEADER) {
            var length = datagram.getInt(at);
            if (length < HEADER || length > datagram.limit() - at) {
                break;
            }
            read(datagram.slice(at, length).order(datagram.order()), messages);
            at = Math.min(datagram.limit(), at + RouteAttributes.aligned(length));
        }
        return messages;
    }

    private static void read(ByteBuffer message, List<RouteMessage> messages) {
        var type = Short.toUnsignedInt(message.getShort(4));
        var sequence = message.getInt(8);
        if ((message.getShort(6) & NLM_F_DUMP_INTR) != 0) {
            messages.add(new DumpInterrupted(sequence));
        }
        message.position(HEADER);
        switch (type) {
            case RTM_NEWLINK -> link(message).map(LinkSeen::new).ifPresent(messages::add);
            case RTM_DELLINK ->
                    link(message).map(link -> new LinkGone(link.index())).ifPresent(messages::add);
            case RTM_NEWADDR -> address(message).ifPresent(messages::add);
            case RTM_DELADDR ->
                    address(message)
                            .map(seen -> new AddressGone(seen.index(), seen.address()))
                            .ifPresent(messages::add);
            case NLMSG_DONE -> messages.add(done(message, sequence));
            case NLMSG_ERROR -> refused(message, sequence).ifPresent(messages::add);
            default -> {
                // Nothing about links.
            }
        }
    }

    /// A bridge tells of its ports, and a wireless driver of its scans, in messages that look like
    /// changes of links; neither is the whole link.
    private static Optional<NetworkLink> link(ByteBuffer message) {
        if (message.remaining() < LINK_HEADER || message.get(message.position()) != 0) {
            return Optional.empty();
        }
        var index = message.getInt(message.position() + 4);
        var flags = message.getInt(message.position() + 8);
        message.position(message.position() + LINK_HEADER);
        var attributes = new RouteAttributes(message);
        if (index <= 0 || attributes.find(IFLA_WIRELESS).isPresent()) {
            return Optional.empty();
        }
        return attributes
                .text(IFLA_IFNAME)
                .map(name ->
                        new NetworkLink(
                                index,
                                name,
                                attributes.nested(IFLA_LINKINFO).text(IFLA_INFO_KIND),
                                flags,
                                attributes.octet(IFLA_OPERSTATE).orElse(0),
                                attributes.number(IFLA_MASTER).orElse(0)));
    }

    /// On a point-to-point link the address is that of the other end, and the local one stands
    /// apart.
    private static Optional<AddressSeen> address(ByteBuffer message) {
        if (message.remaining() < ADDRESS_HEADER) {
            return Optional.empty();
        }
        var family = Byte.toUnsignedInt(message.get(message.position()));
        var prefix = Byte.toUnsignedInt(message.get(message.position() + 1));
        var index = message.getInt(message.position() + 4);
        message.position(message.position() + ADDRESS_HEADER);
        var attributes = new RouteAttributes(message);
        return attributes
                .find(IFA_LOCAL)
                .or(() -> attributes.find(IFA_ADDRESS))
                .flatMap(bytes -> AddressText.of(family, bytes))
                .filter(_ -> index > 0)
                .map(text -> new AddressSeen(index, text + "/" + prefix));
    }

    /// A dump that failed half-way says so in its last message.
    private static RouteMessage done(ByteBuffer message, int sequence) {
        var answer = message.remaining() >= Integer.BYTES ? message.getInt(message.position()) : 0;
        return answer < 0 ? new Refused(sequence, -answer) : new DumpDone(sequence);
    }

    /// An error of 0 is an acknowledgement.
    private static Optional<RouteMessage> refused(ByteBuffer message, int sequence) {
        if (message.remaining() < Integer.BYTES || message.getInt(message.position()) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Refused(sequence, Math.abs(message.getInt(message.position()))));
    }
}
