package dev.inquest.benchmarks.crash;

import dev.inquest.crash.CrashReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes what was read in the corpus's exchange format, so that anybody can judge it.
final class Predictions {

    private Predictions() {}

    static void write(Path file, List<Reading> readings) throws IOException {
        Files.write(file, readings.stream().map(Predictions::line).toList());
    }

    private static String line(Reading reading) {
        return reading.reports().stream()
                .map(Predictions::crash)
                .collect(
                        Collectors.joining(
                                ", ",
                                "{\"file\": "
                                        + quoted(reading.expected().file())
                                        + ", \"crashes\": [",
                                "]}"));
    }

    private static String crash(CrashReport report) {
        return "{\"title\": %s, \"type\": %s, \"frame\": %s}"
                .formatted(
                        quoted(report.title()),
                        quoted(report.type()),
                        report.frame().map(Predictions::quoted).orElse("null"));
    }

    /// Reports hold no control characters, so these two are all that JSON minds.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
