package dev.inquest.detection.event;

/// The Ready condition of a node's object in its cluster.
public enum Ready {
    UNKNOWN,
    READY,
    NOT_READY
}
