package dev.inquest.standalone.cli;

import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.detection.forecast.NextPanic;
import dev.inquest.standalone.doctor.Check;
import dev.inquest.standalone.doctor.Checkup;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.util.ArrayList;
import java.util.List;

/// Shows a checkup to people: the next panic first, then everything else, then what to do.
final class CheckupView {

    private static final String REST = "    ";

    private final Screen screen;

    CheckupView(Screen screen) {
        this.screen = screen;
    }

    void show(Checkup checkup) {
        var facts = checkup.facts();
        screen.line(
                Style.FAINT,
                Text.clean(
                        "%s %s, kernel %s"
                                .formatted(
                                        facts.getOrDefault("distro", "unknown distribution"),
                                        facts.getOrDefault("distro_version", ""),
                                        facts.getOrDefault("kernel_release", "unknown"))));
        show(checkup.forecast());
        checkup.checks().forEach(this::show);
        remedies(checkup);
        screen.line("");
        screen.line(
                checkup.needsAttention()
                        ? screen.styled(Style.BAD, "Something needs attention.")
                        : screen.styled(Style.GOOD, "Nothing needs attention."));
    }

    private void show(Forecast forecast) {
        var style = forecast.needsAttention() ? Style.BAD : Style.GOOD;
        screen.line("At its next panic: " + screen.styled(style, words(forecast.outcome())));
        paragraph(REST, forecast.cause());
        forecast.doubts().forEach(doubt -> paragraph(REST, "! " + doubt));
        forecast.reasons().forEach(reason -> paragraph(REST, "- " + reason));
        screen.line("");
    }

    private static String words(NextPanic outcome) {
        return switch (outcome) {
            case DUMP -> "DUMP, it writes a crash dump and reboots";
            case REBOOT -> "REBOOT, it comes back without a crash dump";
            case HANG -> "HANG, it stays down until somebody resets it";
            case UNKNOWN -> "UNKNOWN, the facts do not tell";
        };
    }

    private void show(Check check) {
        var mark =
                switch (check.level()) {
                    case FINE -> screen.styled(Style.GOOD, "ok ");
                    case NOTE -> screen.styled(Style.FAINT, "-- ");
                    case ATTENTION -> screen.styled(Style.BAD, "!! ");
                };
        screen.line(mark + Text.clean(check.title()));
        check.details().forEach(detail -> paragraph(REST, detail));
    }

    private void remedies(Checkup checkup) {
        var remedies = new ArrayList<>(checkup.forecast().remedies());
        checkup.checks().forEach(check -> remedies.addAll(check.remedies()));
        if (!remedies.isEmpty()) {
            screen.line("");
            screen.line(Style.STRONG, "What to do");
            remedies.stream().distinct().forEach(this::show);
        }
    }

    private void show(Remedy remedy) {
        paragraph("  * ", remedy.text());
        remedy.commands()
                .forEach(command ->
                        screen.line(
                                REST + screen.styled(Style.STRONG, "$ " + Text.clean(command))));
        var small = new ArrayList<String>();
        if (!remedy.risk().isEmpty() && !remedy.risk().equals("None.")) {
            small.add("Risk: " + remedy.risk());
        }
        if (!remedy.reference().isEmpty()) {
            small.add(remedy.reference());
        }
        small.forEach(line -> paragraph(REST, line));
    }

    /// Broken lines stand below the first one's words.
    private void paragraph(String indent, String text) {
        var first = true;
        for (var line : wrapped(text, indent)) {
            screen.line((first ? indent : " ".repeat(indent.length())) + line);
            first = false;
        }
    }

    private List<String> wrapped(String text, String indent) {
        return Text.wrap(text, screen.width() - indent.length());
    }
}
