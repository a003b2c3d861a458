package dev.inquest.collectors.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes messages as the kernel does, byte by byte.
final class Messages {

    static final int DONE = 3;
    static final int ERROR = 2;
    static final int INTERRUPTED = 0x10;
    static final int UP = 1;

    private Messages() {}

    static byte[] link(int index, String name, String kind, int flags) {
        return message(
                RouteReader.RTM_NEWLINK,
                0,
                0,
                linkHeader(0, index, flags),
                text(3, name),
                attribute(18, text(1, kind)),
                attribute(16, new byte[] {6}));
    }

    static byte[] linkGone(int index, String name) {
        return message(RouteReader.RTM_DELLINK, 0, 0, linkHeader(0, index, 0), text(3, name));
    }

    static byte[] address(int type, int family, int index, int prefix, int... octets) {
        var bytes = new byte[octets.length];
        for (var i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return message(type, 0, 0, addressHeader(family, index, prefix), attribute(1, bytes));
    }

    static byte[] ipv4(int type, int index, int last) {
        return address(type, 2, index, 32, 10, 0, 0, last);
    }

    static byte[] done(int sequence, int flags) {
        return message(DONE, flags, sequence, new byte[4]);
    }

    static byte[] error(int sequence, int errno) {
        return message(ERROR, 0, sequence, number(-errno));
    }

    static byte[] linkHeader(int family, int index, int flags) {
        return buffer(16).put((byte) family).put(new byte[3]).putInt(index).putInt(flags).array();
    }

    static byte[] addressHeader(int family, int index, int prefix) {
        return buffer(8)
                .put((byte) family)
                .put((byte) prefix)
                .put(new byte[2])
                .putInt(index)
                .array();
    }

    static byte[] number(int value) {
        return buffer(4).putInt(value).array();
    }

    static byte[] text(int type, String text) {
        return attribute(type, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    static byte[] attribute(int type, byte[] contents) {
        var length = 4 + contents.length;
        return buffer(RouteAttributes.aligned(length))
                .putShort((short) length)
                .putShort((short) type)
                .put(contents)
                .array();
    }

    static byte[] message(int type, int flags, int sequence, byte[]... parts) {
        var body = join(parts);
        return join(
                buffer(16)
                        .putInt(16 + body.length)
                        .putShort((short) type)
                        .putShort((short) flags)
                        .putInt(sequence)
                        .putInt(0)
                        .array(),
                body);
    }

    static byte[] join(byte[]... parts) {
        var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }

    static List<RouteMessage> read(byte[]... messages) {
        return RouteReader.read(ByteBuffer.wrap(join(messages)).order(ByteOrder.nativeOrder()));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
