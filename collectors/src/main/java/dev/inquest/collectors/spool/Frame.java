package dev.inquest.collectors.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How one event is framed, so that half a write and a rotten sector are recognised and stepped
/// over: a mark, the length, a CRC32C, and the bytes.
sealed interface Frame {

    /// No frame is larger.
    int MAX_LENGTH = 2 << 20;

    int HEAD = 12;
    int MARK = 0x494e5131;

    /// Undamaged bytes, and where the next frame begins.
    record Whole(ByteBuffer bytes, int next) implements Frame {}

    /// Something that is no frame, and where the next whole one begins.
    record Damaged(int next) implements Frame {}

    /// Nothing more; what follows up to the end of the file is a torn write, if there is anything.
    record End(boolean torn) implements Frame {}

    /// The bytes with their head.
    static ByteBuffer of(ByteBuffer bytes) {
        return ByteBuffer.allocate(HEAD + bytes.remaining())
                .putInt(MARK)
                .putInt(bytes.remaining())
                .putInt(checksum(bytes))
                .put(bytes.duplicate())
                .flip();
    }

    /// What begins at a position of a file's content.
    static Frame at(ByteBuffer file, int position) {
        if (isWhole(file, position)) {
            var length = file.getInt(position + 4);
            return new Whole(file.slice(position + HEAD, length), position + HEAD + length);
        }
        for (var next = position + 1; next <= file.limit() - HEAD; next++) {
            if (isWhole(file, next)) {
                return new Damaged(next);
            }
        }
        return new End(position < file.limit());
    }

    private static boolean isWhole(ByteBuffer file, int position) {
        if (position > file.limit() - HEAD || file.getInt(position) != MARK) {
            return false;
        }
        var length = file.getInt(position + 4);
        return length >= 0
                && length <= MAX_LENGTH
                && length <= file.limit() - HEAD - position
                && checksum(file.slice(position + HEAD, length)) == file.getInt(position + 8);
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
