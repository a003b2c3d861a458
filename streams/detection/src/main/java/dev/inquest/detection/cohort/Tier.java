package dev.inquest.detection.cohort;

/// How sure a commonality is.
public enum Tier {
    /// Nothing is shared that chance would not explain.
    NONE,
    /// Worth a look; nobody is paged for it.
    SUSPECTED,
    /// Would be named by chance in at most one of twenty incidents without a cause, however often
    /// one looks.
    CONFIRMED
}
