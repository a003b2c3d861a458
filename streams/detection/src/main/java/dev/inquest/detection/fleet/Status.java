package dev.inquest.detection.fleet;

/// Whether the condition of a finding holds.
public enum Status {
    OPEN,
    RESOLVED
}
