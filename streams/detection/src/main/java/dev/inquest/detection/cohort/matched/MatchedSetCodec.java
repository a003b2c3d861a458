package dev.inquest.detection.cohort.matched;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.event.NodeId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// Writes a matched set as bytes that need nothing else to be read again: items stand in it by
/// name, so no dictionary has to be stored beside it.
public final class MatchedSetCodec {

    private static final int VERSION = 1;

    /// Up to so many carriers are listed; more are written as one bit per control.
    private static final int LISTED = MatchedSet.MAX_CONTROLS / Byte.SIZE;

    private MatchedSetCodec() {}

    /// The set as bytes.
    public static byte[] write(MatchedSet set) {
        var bytes = new ByteArrayOutputStream(8_192);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeOnset(out, set.onset());
            out.writeShort(set.controls());
            out.writeInt(set.size());
            for (int i = 0; i < set.size(); i++) {
                writeItem(out, set, i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void writeOnset(DataOutputStream out, Onset onset) throws IOException {
        out.writeUTF(onset.cohort());
        out.writeUTF(onset.node().cluster());
        out.writeUTF(onset.node().name());
        out.writeLong(onset.at().toEpochMilli());
        out.writeBoolean(onset.proven());
    }

    private static void writeItem(DataOutputStream out, MatchedSet set, int index)
            throws IOException {
        out.writeUTF(set.item(index).attribute());
        out.writeUTF(set.item(index).value());
        out.writeBoolean(set.caseCarries(index));
        out.writeShort(set.controlsWith(index));
        boolean listed = set.controlsWith(index) <= LISTED;
        for (int word = 0; word < MatchedSet.WORDS; word++) {
            long bits = set.carriers(index, word);
            if (!listed) {
                out.writeLong(bits);
                continue;
            }
            for (; bits != 0; bits &= bits - 1) {
                out.writeByte(word * Long.SIZE + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    /// The set that was written.
    ///
    /// @throws IllegalArgumentException when these bytes are none
    public static MatchedSet read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("matched set of unknown version " + version);
            }
            var onset = readOnset(in);
            return readItems(in, onset, bytes.length);
        } catch (IOException e) {
            throw new IllegalArgumentException("matched set is cut short or damaged", e);
        }
    }

    private static Onset readOnset(DataInputStream in) throws IOException {
        return new Onset(
                in.readUTF(),
                new NodeId(in.readUTF(), in.readUTF()),
                Instant.ofEpochMilli(in.readLong()),
                in.readBoolean());
    }

    private static MatchedSet readItems(DataInputStream in, Onset onset, int length)
            throws IOException {
        int controls = in.readUnsignedShort();
        int size = in.readInt();
        if (controls > MatchedSet.MAX_CONTROLS || size < 0 || size > length) {
            throw new IllegalArgumentException("matched set is damaged");
        }
        var items = new Item[size];
        var carriers = new long[size * MatchedSet.WORDS];
        var carried = new boolean[size];
        for (int i = 0; i < size; i++) {
            items[i] = new Item(in.readUTF(), in.readUTF());
            carried[i] = in.readBoolean();
            readCarriers(in, carriers, i * MatchedSet.WORDS);
        }
        return new MatchedSet(onset, controls, items, carriers, carried);
    }

    private static void readCarriers(DataInputStream in, long[] carriers, int at)
            throws IOException {
        int count = in.readUnsignedShort();
        if (count <= LISTED) {
            for (int i = 0; i < count; i++) {
                int control = in.readUnsignedByte();
                carriers[at + control / Long.SIZE] |= 1L << control;
            }
            return;
        }
        for (int word = 0; word < MatchedSet.WORDS; word++) {
            carriers[at + word] = in.readLong();
        }
    }
}
