package dev.inquest.crash;

/// How a crash ended for the machine, as far as the text tells.
public enum Outcome {
    /// Nothing crashed.
    NO_CRASH,
    /// The kernel lives on.
    CONTINUES,
    /// The kernel stopped and will not come back by itself.
    HUNG,
    /// The machine came back, or announced that it will at once.
    REBOOTED,
    /// The capture kernel wrote its dump.
    DUMP_CAPTURED,
    /// The capture kernel failed and stopped: the machine needs power.
    DUMP_FAILED_HUNG,
    /// The capture kernel failed, but the machine came back.
    DUMP_FAILED_REBOOTED,
    /// The text ends too early to tell.
    UNKNOWN
}
