package dev.inquest.collectors.spool;

import java.util.Optional;
import java.util.stream.Stream;

/// What an event is worth when room is short: the last kind here is dropped first.
public enum Worth {
    /// What a kernel says around a panic; kept longest.
    PANIC(1, true),
    /// Any other word of a kernel.
    KERNEL(2, true),
    /// Links, facts, restarts: what can be seen again, or seen elsewhere.
    OTHER(3, false);

    private final int code;
    private final boolean forced;

    Worth(int code, boolean forced) {
        this.code = code;
        this.forced = forced;
    }

    /// How it is written in files; a lower one is worth more.
    int code() {
        return code;
    }

    static Optional<Worth> of(int code) {
        return Stream.of(values()).filter(worth -> worth.code == code).findFirst();
    }

    /// Whether this is worth more than the other.
    public boolean isMoreThan(Worth other) {
        return code < other.code;
    }

    /// Whether it is forced to disk at once, so that it outlives the machine and not just the
    /// agent.
    boolean forced() {
        return forced;
    }
}
