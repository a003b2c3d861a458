package dev.inquest.collectors.spool;

/// What an event is worth when room is short: the last kind here is dropped first.
public enum Worth {
    /// What a kernel says around a panic; kept longest.
    PANIC(true),
    /// Any other word of a kernel.
    KERNEL(true),
    /// Links, facts, restarts: what can be seen again, or seen elsewhere.
    OTHER(false);

    private final boolean forced;

    Worth(boolean forced) {
        this.forced = forced;
    }

    /// Whether it is forced to disk at once, so that it outlives the machine and not just the
    /// agent.
    boolean forced() {
        return forced;
    }
}
