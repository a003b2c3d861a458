package dev.inquest.benchmarks.crash;

import dev.inquest.crash.Crash;
import dev.inquest.crash.CrashLog;
import dev.inquest.crash.CrashReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A case, and the reports that the reader made of its log or of what was left of it.
record Reading(Case expected, List<CrashReport> reports) {

    static Reading of(Case expected) {
        return of(expected, expected.log());
    }

    static Reading of(Case expected, String log) {
        byte[] bytes = log.getBytes(StandardCharsets.ISO_8859_1);
        return new Reading(expected, CrashLog.read(bytes).stream().map(Crash::report).toList());
    }

    boolean isDetected() {
        return !reports.isEmpty();
    }

    Optional<CrashReport> first() {
        return reports.stream().findFirst();
    }

    boolean isTitle() {
        return first().map(CrashReport::title).equals(expected.title());
    }

    boolean isAnyTitle() {
        return first().filter(report -> expected.titles().contains(report.title())).isPresent();
    }

    boolean isType() {
        return first().map(CrashReport::type).equals(expected.type());
    }

    boolean isFrame() {
        return first().flatMap(CrashReport::frame).equals(expected.frame());
    }

    /// Whether any of the reports has the title: where several crashes are mixed, none is the
    /// first.
    boolean isAmong() {
        return reports.stream().anyMatch(report -> expected.titles().contains(report.title()));
    }
}
