package dev.inquest.benchmarks.kmsg;

import dev.inquest.collectors.kernel.KmsgDevice;
import dev.inquest.collectors.kernel.KmsgRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// Writes records into the kernel's log, and asks the kernel itself which ones it still holds.
record Flood(Path device) {

    /// The kernel takes ten records per opened device before it drops what comes too fast.
    private static final int PER_OPENING = 10;

    /// The sequence numbers of the oldest and the newest record in the ring buffer.
    record Held(long oldest, long newest) {}

    void write(int records) throws IOException {
        for (var written = 0; written < records; written += PER_OPENING) {
            try (var channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
                for (var i = written; i < Math.min(records, written + PER_OPENING); i++) {
                    var text = "<14>inquest: record %d of a benchmark\n".formatted(i);
                    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    Held held() {
        var oldest = new AtomicLong(Long.MAX_VALUE);
        var newest = new AtomicLong(-1);
        var _ =
                KmsgRing.read(
                        KmsgDevice.at(device),
                        record -> {
                            oldest.accumulateAndGet(record.sequence(), Math::min);
                            newest.accumulateAndGet(record.sequence(), Math::max);
                        });
        return new Held(oldest.get(), newest.get());
    }
}
