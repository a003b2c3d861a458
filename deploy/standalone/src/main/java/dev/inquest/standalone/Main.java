package dev.inquest.standalone;

import dev.inquest.standalone.ask.QueryCommand;
import dev.inquest.standalone.cli.AckCommand;
import dev.inquest.standalone.cli.CaseCommand;
import dev.inquest.standalone.cli.CollectCommand;
import dev.inquest.standalone.cli.CommandFailed;
import dev.inquest.standalone.cli.CrashCommand;
import dev.inquest.standalone.cli.DetectCommand;
import dev.inquest.standalone.cli.DoctorCommand;
import dev.inquest.standalone.cli.ExitCode;
import dev.inquest.standalone.cli.ReplayCommand;
import dev.inquest.standalone.cli.ServeCommand;
import dev.inquest.standalone.cli.SilenceCommand;
import dev.inquest.standalone.cli.SinkCommand;
import dev.inquest.standalone.cli.StatusCommand;
import dev.inquest.standalone.cli.UpCommand;
import dev.inquest.standalone.demo.DemoCommand;
import dev.inquest.standalone.terminal.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The table of contents: every command of `./inquest`.
@Command(
        name = "inquest",
        mixinStandardHelpOptions = true,
        version = "inquest 0.1.0",
        description = "Why did these machines die, and what do they have in common?",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            CrashCommand.class,
            CollectCommand.class,
            DetectCommand.class,
            SinkCommand.class,
            ServeCommand.class,
            QueryCommand.class,
            StatusCommand.class,
            AckCommand.class,
            SilenceCommand.class,
            CaseCommand.class,
            DoctorCommand.class
        })
public final class Main {

    private Main() {}

    /// Runs one command and ends with its exit code.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit code
    public static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Main::failed)
                .execute(arguments);
    }

    private static int misused(ParameterException e, String... arguments) {
        var command = e.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        command.getErr().printf("%s (see ./%s --help)%n", oneLine(e.getMessage()), name);
        return ExitCode.BAD_INPUT.number();
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof CommandFailed known) {
            String.valueOf(known.getMessage())
                    .lines()
                    .forEach(line -> command.getErr().println(Text.clean(line)));
            return known.exitCode().number();
        }
        // A fault of ours: one line for people, the rest for whoever mends it.
        LoggerFactory.getLogger(Main.class).atError().setCause(e).log("a command failed");
        command.getErr().printf("inquest: unexpected failure: %s%n", oneLine(String.valueOf(e)));
        return ExitCode.FAULT.number();
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : Text.clean(String.join(" ", text.lines().toList()));
    }
}
