package dev.inquest.crash;

/// What sort of trouble opens a report. It decides which later lines belong to it and which panic
/// it can be the cause of.
enum Kind {
    OOPS,
    /// The line with which the exception handler goes on after an oops or BUG line.
    OOPS_DETAIL,
    BUG,
    WARNING,
    CHECKER,
    LOCKDEP,
    HUNG_TASK,
    SOFT_LOCKUP,
    HARD_LOCKUP,
    RCU_STALL,
    OUT_OF_MEMORY,
    MACHINE_CHECK,
    PANIC,
    /// Somebody beside the kernel gave up.
    COMPANION,
    NOTE
}
