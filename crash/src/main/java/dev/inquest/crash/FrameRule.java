package dev.inquest.crash;

/// Where in a report the function to blame is found: kinds of trouble differ in what their traces
/// mean.
enum FrameRule {
    /// The title names no function.
    NONE,
    /// The function that the head line names, else the first of the trace.
    NAMED,
    /// The function that the head line names, whatever it is.
    SAID,
    /// The function that was running, else the first of the trace.
    POINTER,
    /// The first of the trace.
    TRACE,
    /// What a looping kernel was doing: the function that a dispatcher had called.
    STALL,
    /// What a sleeping task waits in.
    WAIT,
    /// The function that takes the lock which lockdep complains about.
    LOCK
}
