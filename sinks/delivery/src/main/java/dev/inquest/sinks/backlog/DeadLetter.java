package dev.inquest.sinks.backlog;

import dev.inquest.sinks.receiver.Notice;

/// A notice that will not be given, and why.
///
/// @param arrived the record as it came
public record DeadLetter(Notice notice, Arrived arrived, String reason) {}
