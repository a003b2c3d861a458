package dev.inquest.standalone.cli;

import dev.inquest.crash.Crash;
import dev.inquest.crash.CrashReport;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Shows the crashes of one log to a person: what, how it ended, where, on what.
final class CrashText {

    private static final int FRAMES = 8;

    private final Screen screen;

    CrashText(Screen screen) {
        this.screen = screen;
    }

    void print(String file, List<Crash> crashes) {
        if (crashes.isEmpty()) {
            screen.line(Text.clean(file) + ": no crash");
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(Text.clean(file) + ":");
        crashes.forEach(crash -> lines.addAll(lines(crash)));
        screen.lines(lines);
    }

    private List<String> lines(Crash crash) {
        var report = crash.report();
        var lines = new ArrayList<String>();
        lines.add("  " + screen.styled(Style.STRONG, Text.clean(report.title())));
        var why = crash.dumpFailure().map(": "::concat).orElse("");
        lines.add("    " + outcome(crash) + Text.clean(why + " · " + report.type()));
        add(lines, "kernel  ", where(report));
        add(lines, "task    ", who(report));
        var frames = String.join(" < ", report.frames().stream().limit(FRAMES).toList());
        add(lines, "trace   ", frames);
        return lines;
    }

    private static String outcome(Crash crash) {
        return crash.outcome().name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static String where(CrashReport report) {
        var parts = new ArrayList<String>();
        report.release().ifPresent(parts::add);
        report.build().ifPresent(parts::add);
        report.tainted().map("tainted "::concat).ifPresent(parts::add);
        report.machine().map("on "::concat).ifPresent(parts::add);
        return String.join(" ", parts);
    }

    private static String who(CrashReport report) {
        var parts = new ArrayList<String>();
        report.process().ifPresent(parts::add);
        report.pid().ifPresent(pid -> parts.add("pid " + pid));
        report.cpu().ifPresent(cpu -> parts.add("on CPU " + cpu));
        report.registers().ifPresent(parts::add);
        if (report.kdumpLoaded()) {
            parts.add("kdump loaded");
        }
        return String.join(" · ", parts);
    }

    private void add(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add(Text.fit("    " + label + Text.clean(text), screen.width()));
        }
    }
}
