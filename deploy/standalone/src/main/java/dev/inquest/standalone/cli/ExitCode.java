package dev.inquest.standalone.cli;

/// How a command ends, for scripts that call it.
public enum ExitCode {
    /// All went well.
    FINE(0),
    /// `doctor` only: something needs attention.
    ATTENTION(1),
    /// Bad usage, configuration or input.
    BAD_INPUT(2),
    /// Something that is needed is missing or cannot be reached.
    UNAVAILABLE(3),
    /// A fault in Inquest itself.
    FAULT(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The number the shell sees.
    public int number() {
        return number;
    }
}
