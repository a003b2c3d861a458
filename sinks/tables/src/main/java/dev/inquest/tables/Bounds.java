package dev.inquest.tables;

/// How much of a topic a table holds at most. What does not fit is not shown, and counted.
///
/// @param rows keys at most
/// @param bytes of their values on the wire at most
public record Bounds(int rows, long bytes) {

    private static final int ROWS = 2_000_000;
    private static final int SHARE_OF_HEAP = 8;

    public Bounds {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("a table must be allowed to hold something");
        }
    }

    /// Two million rows, and no more bytes than an eighth of this process's memory.
    public static Bounds ofThisProcess() {
        return new Bounds(ROWS, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
