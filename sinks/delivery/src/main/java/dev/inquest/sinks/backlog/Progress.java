package dev.inquest.sinks.backlog;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.TreeSet;

/// How far a partition is dealt with: everything below one offset, and some of what is above it.
///
/// What is done above goes into the metadata of the commit, so that a finding that is tried for
/// hours neither stands in the way of others nor makes them be told again after a restart.
public final class Progress {

    /// Kafka's brokers take 4,096 characters of metadata unless told otherwise.
    private static final int MOST_CHARACTERS = 4_000;

    /// Two bytes each, four characters for three bytes, and room for one more poll of 500 records.
    static final int MOST_UNDONE = 900;

    private static final String VERSION = "1:";

    private final TreeSet<Long> undone = new TreeSet<>();
    private long readTo;
    private long doneTo;
    private boolean crowded;

    private Progress(long readTo) {
        this.readTo = readTo;
        this.doneTo = readTo;
    }

    /// Nothing below this offset concerns us.
    public static Progress from(long offset) {
        return new Progress(offset);
    }

    /// As it was committed. Metadata that is not ours says nothing, and then everything from the
    /// offset on is undone.
    public static Done committed(long offset, String metadata) {
        if (!metadata.startsWith(VERSION)) {
            return new Done(offset, offset, new TreeSet<>());
        }
        try {
            var bytes = Base64.getDecoder().decode(metadata.substring(VERSION.length()));
            return decode(offset, ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return new Done(offset, offset, new TreeSet<>());
        }
    }

    /// What an earlier life had done: all below an offset, and all below another but for a few.
    public record Done(long below, long to, TreeSet<Long> except) {

        /// Whether the record at this offset is dealt with.
        public boolean has(long offset) {
            return offset < below || (offset < to && !except.contains(offset));
        }
    }

    /// The record at this offset is still to be dealt with.
    void add(long offset) {
        undone.add(offset);
    }

    /// A step took the place of another that stands for the same.
    void replaced(Step before, Step after) {
        if (before.arrived().offset() != after.first()) {
            done(before.arrived().offset());
        }
        add(after.arrived().offset());
    }

    void done(Step step) {
        if (!step.isReminder()) {
            done(step.first());
            done(step.arrived().offset());
        }
    }

    void done(long offset) {
        undone.remove(offset);
        doneTo = Math.max(doneTo, offset + 1);
    }

    /// Everything below this offset was read.
    void readTo(long offset) {
        readTo = Math.max(readTo, offset);
    }

    /// The offset to commit: everything below it is done.
    public long offset() {
        return undone.isEmpty() ? readTo : undone.first();
    }

    /// The metadata to commit with it.
    public String metadata() {
        var offset = offset();
        if (doneTo <= offset) {
            crowded = false;
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        write(bytes, doneTo - offset);
        var before = offset;
        for (var open : undone.subSet(offset + 1, doneTo)) {
            write(bytes, open - before);
            before = open;
        }
        var text = VERSION + Base64.getEncoder().encodeToString(bytes.toByteArray());
        crowded = text.length() > MOST_CHARACTERS * 3 / 4;
        // Too much to say: after a restart some would be told again.
        return text.length() > MOST_CHARACTERS ? "" : text;
    }

    /// Whether so much is done out of order that no more should be read for now.
    boolean isCrowded() {
        return crowded || undone.size() >= MOST_UNDONE;
    }

    private static Done decode(long offset, ByteBuffer bytes) {
        var to = offset + read(bytes);
        var except = new TreeSet<Long>();
        // The first one that is undone is what the offset itself says.
        except.add(offset);
        var open = offset;
        while (bytes.hasRemaining()) {
            open += read(bytes);
            except.add(open);
        }
        return new Done(offset, to, except);
    }

    /// Seven bits a byte, the lowest first.
    private static void write(ByteArrayOutputStream bytes, long number) {
        var rest = number;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long read(ByteBuffer bytes) {
        var number = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            var next = bytes.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("no number");
    }
}
