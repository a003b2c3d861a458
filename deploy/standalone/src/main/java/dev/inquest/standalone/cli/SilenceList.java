package dev.inquest.standalone.cli;

import dev.inquest.detection.fleet.Silence.Kind;
import dev.inquest.detection.fleet.Silence.Subject;
import dev.inquest.schemas.wire.OperatorAction;
import dev.inquest.schemas.wire.OperatorActionKind;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.terminal.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Prints what is silenced, for people and for programs.
final class SilenceList {

    private SilenceList() {}

    static void print(Collection<OperatorAction> said, Instant now, OutputOption output) {
        var inForce =
                said.stream()
                        .filter(action -> action.getKind() == OperatorActionKind.SILENCE)
                        .filter(action -> end(action).isAfter(now))
                        .sorted(Comparator.comparing(SilenceList::end))
                        .toList();
        var screen = Terminal.out();
        if (output.isJson()) {
            var lines = new JsonLines(screen);
            inForce.forEach(action ->
                    lines.print(
                            JsonLines.object()
                                    .put("scope", action.getScope().name())
                                    .put("target", action.getTarget())
                                    .put("until", end(action).toString())
                                    .put("by", action.getBy())
                                    .put("reason", action.getReason())));
        } else {
            show(inForce, screen);
        }
    }

    private static void show(List<OperatorAction> inForce, Screen screen) {
        if (inForce.isEmpty()) {
            screen.line("Nothing is silenced.");
        }
        for (var action : inForce) {
            var subject = new Subject(Kind.valueOf(action.getScope().name()), action.getTarget());
            var why = action.getReason().isEmpty() ? "" : ": " + action.getReason();
            screen.line(
                    Text.clean(
                            "%-8s %-40s until %s, by %s%s"
                                    .formatted(
                                            word(subject),
                                            subject.name(),
                                            end(action),
                                            action.getBy(),
                                            why)));
        }
    }

    static String word(Subject subject) {
        return subject.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Instant end(OperatorAction action) {
        var until = action.getUntil();
        return until == null ? Instant.MIN : until;
    }
}
