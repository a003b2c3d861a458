package dev.inquest.benchmarks.cohort;

import java.io.PrintStream;

/// Prints what was measured beside what it must be.
final class Report {

    private final PrintStream out;
    private final long started = System.nanoTime();
    private int passed;
    private int failed;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.printf("%n%s%n%s%n", text, "-".repeat(text.length()));
    }

    void line(String format, Object... values) {
        out.printf(format + "%n", values);
    }

    void atLeast(String criterion, double measured, double bound) {
        judge(criterion, measured, "at least", bound, measured >= bound);
    }

    void atMost(String criterion, double measured, double bound) {
        judge(criterion, measured, "at most", bound, measured <= bound);
    }

    private void judge(String criterion, double measured, String how, double bound, boolean holds) {
        if (holds) {
            passed++;
        } else {
            failed++;
        }
        line("%s  %-58s %8.4f  (%s %s)", holds ? "PASS" : "FAIL", criterion, measured, how, bound);
    }

    void end() {
        line("%n%d criteria passed, %d failed, in %.0f s", passed, failed, seconds());
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
