package dev.inquest.sinks.receiver;

/// What happened to a finding, as its receiver sees it.
public enum Change {
    /// It opened, or opened again.
    OPENED,
    /// It is open, and something changed that the receiver cares about.
    UPDATED,
    /// It is open, and nothing changed: said again because the receiver forgets.
    REMINDED,
    /// It is over.
    RESOLVED;

    /// Whether the finding is open after it.
    public boolean isOpen() {
        return this != RESOLVED;
    }
}
