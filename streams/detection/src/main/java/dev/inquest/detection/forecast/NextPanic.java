package dev.inquest.detection.forecast;

/// What becomes of a node at its next panic.
public enum NextPanic {
    /// A capture kernel is loaded: it writes a crash dump and reboots.
    DUMP,
    /// It reboots without a dump.
    REBOOT,
    /// It stays down until somebody resets it.
    HANG,
    /// The facts do not tell.
    UNKNOWN
}
