package dev.inquest.standalone.cli;

import dev.inquest.crash.Crash;
import dev.inquest.crash.CrashLog;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Terminal;
import dev.inquest.standalone.terminal.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads kernel logs and says which crashes they hold and how each ended.
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description = {
            "Turn kernel logs into crash reports, one JSON object per file.",
            "A directory stands for the regular files below it, apart from .ts, .raw, .jsonl, .md"
                    + " and licences. On a terminal the output is text unless --output says otherwise."
                    + " What cannot be read is named on standard error, the rest is read all the"
                    + " same, and the command ends with 2."
        })
public final class CrashCommand implements Callable<Integer> {

    private static final int MOST_JOBS = 256;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Kernel logs.")
    private List<Path> paths = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Read N files at the same time; as many as there are processors.")
    private @Nullable Integer jobs;

    @Mixin private final OutputOption output = new OutputOption();

    private final Screen errors = Terminal.err();
    private int unreadable;
    private int read;

    /// One log that was read, or why it could not be.
    private record Reading(String name, List<Crash> crashes, Optional<String> complaint) {}

    @Override
    public Integer call() throws InterruptedException {
        var atOnce = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (atOnce < 1 || atOnce > MOST_JOBS) {
            throw CommandFailed.badInput(
                    "inquest crash: --jobs must be between 1 and %d".formatted(MOST_JOBS));
        }
        var logs = LogFiles.find(paths, this::complain);
        var printer = printer();
        InOrder.each(logs, atOnce, CrashCommand::read, log -> show(log, logs.size(), printer));
        errors.clearProgress();
        return (unreadable == 0 ? ExitCode.FINE : ExitCode.BAD_INPUT).number();
    }

    private Consumer<Reading> printer() {
        var screen = Terminal.out();
        if (output.isJson(!Terminal.isOutputWatched())) {
            var lines = new JsonLines(screen);
            return log -> lines.print(CrashJson.of(log.name(), log.crashes()));
        }
        var text = new CrashText(screen);
        return log -> text.print(log.name(), log.crashes());
    }

    private static Reading read(LogFiles.Log log) {
        try (var in = Files.newInputStream(log.path())) {
            return new Reading(log.name(), CrashLog.read(in), Optional.empty());
        } catch (IOException e) {
            return new Reading(
                    log.name(), List.of(), Optional.of("cannot read %s".formatted(log.path())));
        }
    }

    private void show(Reading log, int of, Consumer<Reading> printer) {
        read++;
        errors.clearProgress();
        log.complaint().ifPresentOrElse(this::complain, () -> printer.accept(log));
        errors.progress("read %d of %d logs".formatted(read, of));
    }

    private void complain(String what) {
        unreadable++;
        errors.line(Text.clean("inquest crash: " + what));
    }
}
