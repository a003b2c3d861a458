package dev.inquest.collectors.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.inquest.collectors.netlink.Reception.Datagram;
import dev.inquest.collectors.netlink.Reception.Overrun;
import dev.inquest.collectors.netlink.Reception.Quiet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.time.Duration;

/// A netlink socket of one network namespace, subscribed to links and addresses of both families.
///
/// Each datagram is first measured and then taken, so that none is cut, whatever its size. Only the
/// kernel is listened to. For one thread at a time.
final class NetlinkSocket implements RouteChannel {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_ROUTE = 0;

    /// RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR.
    private static final int GROUPS = 0x1 | 0x10 | 0x100;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int MSG_PEEK = 0x2;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    private static final int KERNEL_BUFFER = 1 << 20;
    private static final int FIRST_BUFFER = 32 << 10;
    private static final int LARGEST_DATAGRAM = 4 << 20;
    private static final int SOCKADDR_NL = 12;
    private static final int PORT_OF_SENDER = 4;

    private final int descriptor;
    private final Arena arena = Arena.ofAuto();
    private final LibC libC = new LibC(arena.allocate(LibC.stateLayout()));
    private final MemorySegment sender = arena.allocate(SOCKADDR_NL, 4);
    private final MemorySegment senderSize = arena.allocate(JAVA_INT);
    private final MemorySegment polled = arena.allocate(8, 4);
    private MemorySegment buffer = arena.allocate(FIRST_BUFFER, 8);

    private NetlinkSocket(int descriptor) {
        this.descriptor = descriptor;
        polled.set(JAVA_INT, 0, descriptor);
        polled.set(JAVA_SHORT, 4, POLLIN);
    }

    /// Opens a socket in the namespace of the calling thread.
    static NetlinkSocket open() throws NetlinkFailed {
        var opening = Arena.ofAuto();
        var libC = new LibC(opening.allocate(LibC.stateLayout()));
        var descriptor = libC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
        if (descriptor < 0) {
            throw new NetlinkFailed("netlink socket", -descriptor);
        }
        var size = opening.allocate(JAVA_INT);
        size.set(JAVA_INT, 0, KERNEL_BUFFER);
        // Where the system allows less, it gives less; an overrun is then more likely, no fault.
        var _ = libC.setOption(descriptor, SOL_SOCKET, SO_RCVBUF, size);
        var address = opening.allocate(SOCKADDR_NL, 4);
        address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
        address.set(JAVA_INT, 8, GROUPS);
        var bound = libC.bind(descriptor, address);
        if (bound < 0) {
            var _ = libC.close(descriptor);
            throw new NetlinkFailed("netlink subscription", -bound);
        }
        return new NetlinkSocket(descriptor);
    }

    @Override
    public void requestDump(int type, int sequence) throws NetlinkFailed {
        var bytes = DumpRequest.of(type, sequence);
        var request = arena.allocate(bytes.length, 4);
        request.copyFrom(MemorySegment.ofArray(bytes));
        var sent = libC.send(descriptor, request);
        if (sent < 0) {
            throw new NetlinkFailed("netlink request", -sent);
        }
    }

    @Override
    public Reception receive(Duration longest) throws NetlinkFailed {
        var size = receive(MSG_PEEK);
        if (size == -Errno.EAGAIN && waits(longest)) {
            size = receive(MSG_PEEK);
        }
        return switch (size) {
            case -Errno.EAGAIN, -Errno.EINTR -> new Quiet();
            case -Errno.ENOBUFS -> new Overrun();
            default -> take(checked(size));
        };
    }

    private boolean waits(Duration longest) throws NetlinkFailed {
        if (longest.isZero()) {
            return false;
        }
        var ready = libC.poll(polled, Math.toIntExact(longest.toMillis()));
        if (ready < 0 && ready != -Errno.EINTR) {
            throw new NetlinkFailed("waiting for netlink", -ready);
        }
        return ready > 0;
    }

    private Reception take(int size) throws NetlinkFailed {
        if (size > LARGEST_DATAGRAM) {
            // Nothing the kernel says is that long; without it we must ask for everything again.
            var _ = receive(0);
            return new Overrun();
        }
        if (size > buffer.byteSize()) {
            buffer = arena.allocate(Integer.highestOneBit(size) * 2L, 8);
        }
        var taken = receive(0);
        if (taken == -Errno.ENOBUFS) {
            return new Overrun();
        }
        var length = sender.get(JAVA_INT, PORT_OF_SENDER) == 0 ? checked(taken) : 0;
        return new Datagram(
                buffer.asSlice(0, Math.min(length, buffer.byteSize()))
                        .asByteBuffer()
                        .order(ByteOrder.nativeOrder()));
    }

    private int receive(int flags) {
        senderSize.set(JAVA_INT, 0, SOCKADDR_NL);
        return libC.receive(
                descriptor, buffer, flags | MSG_TRUNC | MSG_DONTWAIT, sender, senderSize);
    }

    private static int checked(int answer) throws NetlinkFailed {
        if (answer < 0) {
            throw new NetlinkFailed("reading netlink", -answer);
        }
        return answer;
    }

    @Override
    public void close() {
        var _ = libC.close(descriptor);
    }
}
