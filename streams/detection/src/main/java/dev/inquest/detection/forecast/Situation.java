package dev.inquest.detection.forecast;

/// What stands in the way of a crash dump and a quick return; there is a remedy for each.
public enum Situation {
    /// The kernel cannot load a capture kernel.
    UNSUPPORTED,
    /// Nobody asked for a reservation.
    NOT_SET_UP,
    /// A reservation was asked for, and the kernel made none.
    NOT_RESERVED,
    /// Memory is reserved, and no capture kernel is loaded into it.
    NOT_LOADED,
    /// Less is reserved than the distribution's own table says.
    TOO_SMALL,
    /// `kernel.panic` keeps the node down after a panic.
    STAYS_DOWN,
    /// A capture kernel that panics itself stays down.
    CAPTURE_STAYS_DOWN,
    /// The dump's settings do not end in a reboot.
    NO_REBOOT_AFTER_DUMP
}
