package dev.inquest.collectors.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks up attributes in the tail of a message; what is cut off or lies about its length ends the
/// list and harms nobody.
record RouteAttributes(ByteBuffer bytes) {

    private static final int HEADER = 4;

    /// The upper two bits say how an attribute is coded, not which one it is.
    private static final int TYPE = 0x3fff;

    private static final int LONGEST_TEXT = 64;

    /// The contents of an attribute; the last one counts.
    Optional<ByteBuffer> find(int type) {
        var found = Optional.<ByteBuffer>empty();
        var at = bytes.position();
        while (bytes.limit() - at >= HEADER) {
            var length = Short.toUnsignedInt(bytes.getShort(at));
            if (length < HEADER || length > bytes.limit() - at) {
                break;
            }
            if ((bytes.getShort(at + 2) & TYPE) == type) {
                found = Optional.of(slice(at + HEADER, length - HEADER));
            }
            at += aligned(length);
        }
        return found;
    }

    private ByteBuffer slice(int from, int length) {
        return bytes.slice(from, length).order(bytes.order());
    }

    /// A text without its closing zero, control characters replaced.
    Optional<String> text(int type) {
        return find(type).map(RouteAttributes::text).filter(text -> !text.isEmpty());
    }

    OptionalInt number(int type) {
        var found = find(type).filter(contents -> contents.remaining() >= Integer.BYTES);
        return found.isPresent() ? OptionalInt.of(found.get().getInt(0)) : OptionalInt.empty();
    }

    OptionalInt octet(int type) {
        var found = find(type).filter(ByteBuffer::hasRemaining);
        return found.isPresent()
                ? OptionalInt.of(Byte.toUnsignedInt(found.get().get(0)))
                : OptionalInt.empty();
    }

    RouteAttributes nested(int type) {
        return new RouteAttributes(find(type).orElseGet(() -> ByteBuffer.allocate(0)));
    }

    private static String text(ByteBuffer contents) {
        var length = 0;
        while (length < Math.min(contents.remaining(), LONGEST_TEXT) && contents.get(length) != 0) {
            length++;
        }
        var text = new byte[length];
        contents.get(0, text);
        return new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    /// Attributes and messages begin at multiples of four.
    static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
