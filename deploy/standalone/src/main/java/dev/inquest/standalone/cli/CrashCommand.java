package dev.inquest.standalone.cli;

import dev.inquest.crash.Crash;
import dev.inquest.crash.CrashLog;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.terminal.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Reads kernel logs and says which crashes they hold and how each ended.
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = {
            "Turn kernel logs into crash reports, one JSON object per file.",
            "A directory stands for the regular files below it, apart from .ts, .raw, .jsonl, .md"
                    + " and licences. On a terminal the output is text unless --output says otherwise."
        })
public final class CrashCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Kernel logs.")
    private List<Path> paths = List.of();

    @Mixin private final OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var logs = LogFiles.find(paths);
        var screen = Terminal.out();
        if (output.isJson(!Terminal.isOutputWatched())) {
            var lines = new JsonLines(screen);
            logs.forEach(log -> lines.print(CrashJson.of(log.name(), read(log.path()))));
        } else {
            logs.forEach(log -> show(screen, log.name(), read(log.path())));
        }
        return ExitCode.FINE.number();
    }

    private static List<Crash> read(Path log) {
        try (var in = new BufferedInputStream(Files.newInputStream(log))) {
            return CrashLog.read(in);
        } catch (IOException e) {
            throw CommandFailed.badInput("inquest crash: cannot read %s".formatted(log));
        }
    }

    private static void show(Screen screen, String name, List<Crash> crashes) {
        if (crashes.isEmpty()) {
            screen.line(Text.clean(name) + ": no crash");
            return;
        }
        screen.line(Text.clean(name) + ":");
        crashes.forEach(crash -> show(screen, crash));
    }

    private static void show(Screen screen, Crash crash) {
        var report = crash.report();
        screen.line("  " + screen.styled(Style.STRONG, Text.clean(report.title())));
        var outcome = crash.outcome().name().replace('_', ' ').toLowerCase(Locale.ROOT);
        var frame = report.frame().map(" · in "::concat).orElse("");
        var release = report.release().map(" · kernel "::concat).orElse("");
        screen.line("    " + outcome + Text.clean(" · " + report.type() + frame + release));
    }
}
