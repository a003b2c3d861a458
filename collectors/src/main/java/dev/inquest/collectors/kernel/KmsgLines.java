package dev.inquest.collectors.kernel;

import java.util.Optional;

/// Joins the fragments that old kernels write for one line, before anybody reads a half of it.
///
/// Fragments in a row make one line of at most 8 KiB; the next whole record ends it.
final class KmsgLines {

    private static final int MAX_LINE = 8192;

    private final StringBuilder joined = new StringBuilder();

    /// What this record completes: the joined fragments before it, if any. A fragment completes
    /// nothing.
    Optional<String> completedBy(KmsgRecord record) {
        if (!record.fragment()) {
            return rest();
        }
        var room = MAX_LINE - joined.length();
        joined.append(record.text(), 0, Math.min(room, record.text().length()));
        return Optional.empty();
    }

    private Optional<String> rest() {
        if (joined.isEmpty()) {
            return Optional.empty();
        }
        var line = joined.toString();
        joined.setLength(0);
        return Optional.of(line);
    }
}
