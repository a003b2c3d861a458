package dev.inquest.collectors.pods;

import dev.inquest.collectors.lines.LineSplitter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the last lines of a container's log, as container runtimes write it: time, stream, whether
/// the line goes on in the next record, and the text.
///
/// Lines of any other form, such as those of the old Docker format, are taken as they are. Pure,
/// and bounded whatever the bytes.
final class CriLog {

    static final int MAX_LINES = 40;
    static final int MAX_LINE = 1_024;

    private static final int MAX_RECORD = 8_192;
    private static final Pattern RECORD =
            Pattern.compile("\\S{20,40} (stdout|stderr) ([PF])(?::\\S{0,64})? ?(.*)");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

    private final Deque<String> last = new ArrayDeque<>();
    private final Map<String, StringBuilder> partial = new HashMap<>();

    private CriLog() {}

    /// The last lines.
    ///
    /// @param bytes the end of a log, or all of it
    /// @param whole whether it is all of it; else what stands before the first line end is half a
    ///   record, and dropped
    static List<String> lines(byte[] bytes, boolean whole) {
        var log = new CriLog();
        var records = whole ? bytes : Arrays.copyOfRange(bytes, afterLineEnd(bytes), bytes.length);
        var splitter = new LineSplitter(MAX_RECORD, 0, (line, _) -> log.record(line));
        splitter.feed(records, records.length);
        splitter.flush();
        log.partial.values().forEach(rest -> log.keep(rest.toString()));
        return List.copyOf(log.last);
    }

    private static int afterLineEnd(byte[] bytes) {
        var at = 0;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private void record(String line) {
        var match = RECORD.matcher(line);
        if (!match.matches()) {
            keep(line);
            return;
        }
        var text = partial.computeIfAbsent(match.group(1), _ -> new StringBuilder());
        text.append(match.group(3), 0, Math.min(match.group(3).length(), room(text)));
        if (match.group(2).equals("F")) {
            partial.remove(match.group(1));
            keep(text.toString());
        }
    }

    private static int room(StringBuilder text) {
        return Math.max(0, MAX_LINE - text.length());
    }

    private void keep(String line) {
        var clean = CONTROL.matcher(line).replaceAll("?");
        last.add(clean.length() > MAX_LINE ? clean.substring(0, MAX_LINE) : clean);
        if (last.size() > MAX_LINES) {
            last.remove();
        }
    }
}
