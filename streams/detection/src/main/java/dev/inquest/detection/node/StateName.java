package dev.inquest.detection.node;

/// The names of the states, for those who only need to tell them apart.
public enum StateName {
    UNKNOWN,
    LIVE,
    PLANNED,
    UNOBSERVED,
    SILENT,
    ISOLATED,
    WEDGED,
    PANICKED,
    DUMPING,
    HUNG,
    REBOOTED,
    LOST,
    REPLACED,
    STOPPED,
    FORGOTTEN
}
