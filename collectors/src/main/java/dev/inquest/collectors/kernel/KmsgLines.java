package dev.inquest.collectors.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joins the fragments of a line before anybody reads a half of it.
///
/// Old kernels flag the first fragment `c` and the following ones `+`. Newer ones flag only what
/// continues an earlier record, and where they name callers, it continues that caller's. Any whole
/// record ends what is open. A joined line has at most 8 KiB, and 64 callers are told apart.
final class KmsgLines {

    private static final int MAX_LINE = 8192;
    private static final int MAX_CALLERS = 64;

    /// One line, by whoever said it.
    record Line(String caller, String text) {

        /// Who said it is told as consoles tell it, so that reports which interleave are kept
        /// apart.
        String asOnAConsole(long micros) {
            return caller.isEmpty()
                    ? text
                    : "[%5d.%06d][%6s] %s"
                            .formatted(micros / 1_000_000, micros % 1_000_000, caller, text);
        }
    }

    private final Map<String, StringBuilder> open = new LinkedHashMap<>();
    private final Map<String, String> lastOf = new LinkedHashMap<>();

    /// The lines that this record completes: those whose fragments it ends, then its own. A
    /// fragment completes nothing.
    List<Line> completedBy(KmsgRecord record) {
        var caller = record.caller();
        if (record.fragment()) {
            append(open.computeIfAbsent(caller, this::beginning), record.text());
            return open.size() > MAX_CALLERS ? ended() : List.of();
        }
        var lines = ended();
        record.text().lines().forEach(text -> lines.add(new Line(caller, text)));
        remember(caller, record.text());
        return lines;
    }

    private StringBuilder beginning(String caller) {
        return new StringBuilder(lastOf.getOrDefault(caller, ""));
    }

    private List<Line> ended() {
        var lines = new ArrayList<Line>();
        open.forEach((caller, joined) -> {
            var text = joined.toString();
            text.lines().forEach(line -> lines.add(new Line(caller, line)));
            remember(caller, text);
        });
        open.clear();
        return lines;
    }

    /// Without a caller nobody knows what a fragment continues.
    private void remember(String caller, String text) {
        if (caller.isEmpty()) {
            return;
        }
        lastOf.remove(caller);
        lastOf.put(caller, text);
        if (lastOf.size() > MAX_CALLERS) {
            lastOf.remove(lastOf.keySet().iterator().next());
        }
    }

    private static void append(StringBuilder joined, String text) {
        var room = Math.max(0, MAX_LINE - joined.length());
        joined.append(text, 0, Math.min(room, text.length()));
    }
}
