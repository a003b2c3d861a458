package dev.inquest.standalone.demo.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads a recording of a real crash: from the crash on, with the times of its lines, and with the
/// kernel release of the node that plays it.
final class ConsoleScript {

    /// What the recorded kernel calls itself; this alone is replaced.
    private static final String RECORDED_RELEASE = "6.1.0-56-amd64";

    /// The last line of the machine's own script before the crash; what comes before is its boot.
    private static final String LAST_BEFORE_CRASH = "INQ: action start";

    /// One line, so long after the first.
    record Line(Duration after, String text) {}

    private record Stamp(BigDecimal seconds, int offset) {}

    private ConsoleScript() {}

    static List<Line> of(CrashConsole console, String release) {
        var text = resource(console.recording() + ".log");
        var stamps = stamps(resource(console.recording() + ".ts"));
        var first = crash(text, stamps);
        var lines = new ArrayList<Line>();
        for (var i = first; i < stamps.size(); i++) {
            var after = stamps.get(i).seconds().subtract(stamps.get(first).seconds());
            var line = text.substring(stamps.get(i).offset(), end(text, stamps, i));
            lines.add(
                    new Line(
                            Duration.ofMillis(after.movePointRight(3).longValue()),
                            line.replace(RECORDED_RELEASE, release)));
        }
        return lines;
    }

    private static int crash(String text, List<Stamp> stamps) {
        for (var i = 0; i < stamps.size(); i++) {
            var line = text.substring(stamps.get(i).offset(), end(text, stamps, i));
            if (line.contains(LAST_BEFORE_CRASH)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("a recording without '" + LAST_BEFORE_CRASH + "'");
    }

    private static int end(String text, List<Stamp> stamps, int index) {
        return index + 1 < stamps.size() ? stamps.get(index + 1).offset() : text.length();
    }

    private static List<Stamp> stamps(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 2))
                .map(parts -> new Stamp(new BigDecimal(parts[0]), Integer.parseInt(parts[1])))
                .toList();
    }

    private static String resource(String name) {
        var path = "/dev/inquest/standalone/demo/consoles/" + name;
        try (var in = ConsoleScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
