package dev.inquest.detection.event;

/// State of a node's lease in its cluster.
public enum Lease {
    UNKNOWN,
    FRESH,
    STALE
}
