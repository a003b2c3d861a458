package dev.inquest.crash;

import java.util.List;
import java.util.Optional;

/// One crash of a finished log, with the way it ended.
///
/// @param dumpFailure why the capture kernel failed, where one was started and said so
public record Crash(
        CrashReport report, Outcome outcome, Optional<String> dumpFailure, List<String> excerpt) {

    public Crash {
        excerpt = List.copyOf(excerpt);
    }

    Crash ended(Outcome how) {
        return new Crash(report, how, dumpFailure, excerpt);
    }

    /// The first reason is the cause, later ones are its consequences.
    Crash dumpFailed(String why) {
        return new Crash(report, outcome, dumpFailure.or(() -> Optional.of(why)), excerpt);
    }

    Crash told(CrashReport again, Outcome how, List<String> lines) {
        return new Crash(again, how, dumpFailure, lines);
    }
}
