package dev.inquest.benchmarks.crash;

import dev.inquest.crash.CrashReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong, sorted by what is wrong about it.
final class Failures {
    private static final String MISSED = "crash not found";
    private static final String INVENTED = "crash found where there is none";
    private static final String OTHER_KIND = "another kind of crash came first";
    private static final String NO_FRAME = "right kind, function not found";
    private static final String OTHER_FRAME = "right kind, another function blamed";

    private final Map<String, Map<String, String>> byKind = new TreeMap<>();

    static Failures of(List<Reading> readings) {
        Failures failures = new Failures();
        readings.forEach(failures::judge);
        return failures;
    }

    private void judge(Reading reading) {
        Case expected = reading.expected();
        if (expected.title().isEmpty()) {
            if (reading.isDetected()) {
                add(INVENTED, reading);
            }
        } else if (!reading.isDetected()) {
            add(MISSED, reading);
        } else if (!expected.corrupted() && (!reading.isAnyTitle() || isOtherFrame(reading))) {
            add(kind(reading, reading.reports().getFirst()), reading);
        }
    }

    private static boolean isOtherFrame(Reading reading) {
        return reading.expected().frame().isPresent() && !reading.isFrame();
    }

    private static String kind(Reading reading, CrashReport report) {
        boolean sameKind =
                reading.expected().titles().stream()
                        .anyMatch(
                                title -> withoutFrame(title).equals(withoutFrame(report.title())));
        if (!sameKind) {
            return OTHER_KIND;
        }
        return report.frame().isEmpty() ? NO_FRAME : OTHER_FRAME;
    }

    private static String withoutFrame(String title) {
        int in = title.lastIndexOf(" in ");
        return in < 0 ? title : title.substring(0, in);
    }

    private void add(String kind, Reading reading) {
        String found =
                reading.first()
                        .map(report ->
                                report.title() + report.frame().map(f -> " [" + f + "]").orElse(""))
                        .orElse("nothing");
        String line =
                "expected: %s%n        found: %s"
                        .formatted(reading.expected().title().orElse("nothing"), found);
        byKind.computeIfAbsent(kind, _ -> new TreeMap<>()).put(reading.expected().file(), line);
    }

    void print(boolean byFile) {
        byKind.forEach((kind, files) -> {
            System.out.printf("  %3d  %s%n", files.size(), kind);
            if (byFile) {
                files.forEach((file, line) -> System.out.printf("      %s %s%n", file, line));
            }
        });
        if (byKind.isEmpty()) {
            System.out.println("    0");
        }
    }
}
