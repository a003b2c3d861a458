package dev.inquest.collectors.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens the kernel's log, so that a test or a benchmark can stand between it and its reader.
///
/// Each read of the channel gives one record; the first gives the oldest that the ring buffer
/// holds.
@FunctionalInterface
public interface KmsgDevice {

    /// Larger than any record: a smaller buffer makes the kernel refuse the read.
    int LARGEST_RECORD = 1 << 16;

    ReadableByteChannel open() throws IOException;

    /// The device at a path, `/dev/kmsg` as a rule.
    static KmsgDevice at(Path path) {
        return () -> FileChannel.open(path, StandardOpenOption.READ);
    }
}
