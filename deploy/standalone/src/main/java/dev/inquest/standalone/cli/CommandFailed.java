package dev.inquest.standalone.cli;

/// Ends a command with one clear line and the exit code that goes with it.
public final class CommandFailed extends RuntimeException {

    private final ExitCode exitCode;

    private CommandFailed(ExitCode exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /// The user can mend it: an option, a file, a line.
    public static CommandFailed badInput(String line) {
        return new CommandFailed(ExitCode.BAD_INPUT, line);
    }

    /// Something around the user must be mended: a port, a broker, a permission.
    public static CommandFailed unavailable(String line) {
        return new CommandFailed(ExitCode.UNAVAILABLE, line);
    }

    /// How the command ends.
    public ExitCode exitCode() {
        return exitCode;
    }
}
