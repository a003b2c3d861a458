package dev.inquest.detection.node;

/// How a node came to boot again.
public enum RebootKind {
    /// Planned or orderly: an intent, a host shutdown, "reboot: Restarting system".
    CLEAN,
    /// After a panic, a crash dump or a hang.
    CRASHED,
    /// Nobody said why; shown, but never a case.
    UNCLEAR
}
