package dev.inquest.crash;

import java.util.List;

/// One crash of a finished log, with the way it ended.
public record Crash(CrashReport report, Outcome outcome, List<String> excerpt) {

    public Crash {
        excerpt = List.copyOf(excerpt);
    }
}
