package dev.inquest.collectors.spool;

import java.nio.file.Path;

/// Where events wait for Kafka, and how many bytes of them.
public record SpoolSettings(Path directory, long maxBytes) {

    /// As much as a node keeps unless told otherwise: 64 MiB.
    public static final long DEFAULT_MAX_BYTES = 64L << 20;

    /// Less would not hold one large event of each worth.
    public static final long LEAST = 64L << 10;

    private static final int SEGMENTS = 64;
    private static final int SMALLEST_SEGMENT = 4 << 10;
    private static final int LARGEST_SEGMENT = 1 << 20;

    public SpoolSettings {
        if (maxBytes < LEAST) {
            throw new IllegalArgumentException(
                    "a spool needs at least %d bytes, not %d".formatted(LEAST, maxBytes));
        }
    }

    /// Room is made by the segment, so small spools have small ones.
    int segmentBytes() {
        return Math.clamp(maxBytes / SEGMENTS, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    }
}
