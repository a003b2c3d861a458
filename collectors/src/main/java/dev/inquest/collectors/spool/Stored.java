package dev.inquest.collectors.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One event as it lies on disk, with all that its later delivery needs.
///
/// @param number its place among all events of this agent; also after a restart, a later event has
///   a higher number
/// @param topic short name of its topic
/// @param at when it was seen, in milliseconds since 1970
/// @param bootId the boot in which it was seen
/// @param uptimeMs how long the host had been up then, which is what its age is counted by
/// @param schema fingerprint of the schema that wrote the body
/// @param body the event in Avro's binary form; never to be moved, only to be duplicated
public record Stored(
        long number,
        Worth worth,
        String topic,
        String key,
        long at,
        String bootId,
        long uptimeMs,
        long schema,
        ByteBuffer body) {

    private static final int FIXED = 8 + 1 + 8 + 8 + 8 + 3 * 2 + 4;

    /// Room that it takes, near enough for bounds.
    public int size() {
        return FIXED + topic.length() + key.length() + bootId.length() + body.remaining();
    }

    ByteBuffer encoded() {
        var strings = new byte[][] {utf8(topic), utf8(key), utf8(bootId)};
        var length = FIXED + body.remaining();
        for (var string : strings) {
            length += string.length;
        }
        var out = ByteBuffer.allocate(length);
        out.putLong(number).put((byte) worth.code()).putLong(at).putLong(uptimeMs);
        out.putLong(schema);
        for (var string : strings) {
            out.putShort((short) string.length).put(string);
        }
        return out.putInt(body.remaining()).put(body.duplicate()).flip();
    }

    /// Empty when the bytes, though undamaged, are no event that this version knows.
    static Optional<Stored> decoded(ByteBuffer in) {
        try {
            var number = in.getLong();
            var worth = Worth.of(in.get());
            if (worth.isEmpty()) {
                return Optional.empty();
            }
            var at = in.getLong();
            var uptimeMs = in.getLong();
            var schema = in.getLong();
            var topic = string(in);
            var key = string(in);
            var bootId = string(in);
            var body = in.slice(in.position() + 4, in.getInt(in.position()));
            return Optional.of(
                    new Stored(
                            number,
                            worth.get(),
                            topic,
                            key,
                            at,
                            bootId,
                            uptimeMs,
                            schema,
                            body.asReadOnlyBuffer()));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String string(ByteBuffer in) {
        var bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
