package dev.inquest.standalone.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a file of a replay holds, judged by its first line that is not blank.
enum FileKind {
    EVENTS,
    CONSOLE,
    KMSG,
    EMPTY;

    private static final Pattern KMSG_RECORD =
            Pattern.compile("^[0-9]{1,5},[0-9]{1,18},[0-9]{1,18}(,[^;]{0,200})?;.*");

    static FileKind of(Path file) throws IOException {
        if (String.valueOf(file.getFileName()).endsWith(".jsonl")) {
            return EVENTS;
        }
        try (var lines = new ByteLines(file)) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                var text = line.get().text();
                if (!text.isBlank()) {
                    return of(text);
                }
            }
            return EMPTY;
        }
    }

    private static FileKind of(String firstLine) {
        if (firstLine.stripLeading().startsWith("{")) {
            return EVENTS;
        }
        return KMSG_RECORD.matcher(firstLine.stripTrailing()).matches() ? KMSG : CONSOLE;
    }
}
